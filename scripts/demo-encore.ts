import { type DemoDay, demoEvent } from './demo-event';

const text = (ja: string, en: string) => ({ ja, en });

/** A small event whose doors open soon: its lobby can be looked at, then the doors, then the show. */
export const encoreEvent = {
  ...demoEvent,
  id: 'evt_minato_encore',
  slug: 'minato-encore',
  title: text('みなと音楽祭 アンコール配信', 'Minato Music Festival: Encore'),
  tagline: text('終演後の一時間、客席のみなさまへもう一曲。', 'One more hour for everyone who stayed.'),
  description: text(
    '初日の合唱団がもう一度舞台に上がります。開場までロビーでお待ちください。',
    'The choirs of the first day come back on stage. Join us in the lobby until the doors open.',
  ),
};

/** Minutes from the start of the demo, not from that of the festival. */
export const encoreDay: DemoDay = {
  id: 'day_minato_encore',
  position: 1,
  access: 'ticket',
  channel: 'minato-encore',
  title: text('アンコール公演', 'Encore'),
  startMinute: 25,
  minutes: 120,
  program: [{ minute: 0, title: text('アンコール', 'Encore') }],
};
export const ENCORE_DOORS_MINUTES = 5;

export const encoreTicket = {
  id: 'tkt_minato_encore',
  position: 1,
  name: text('アンコールチケット', 'Encore ticket'),
  priceMinor: 1000,
  capacity: 500,
  screens: 1,
  days: ['day_minato_encore'],
  saleEndMinute: 120,
};

export const encoreAnnouncement = {
  id: 'ann_minato_encore',
  eventId: encoreEvent.id,
  severity: 'info' as const,
  audience: 'all' as const,
  text: text(
    '出演者の準備が整いしだい開演します。開演が数分遅れる場合がございますので、そのままお待ちください。',
    'We begin as soon as the choirs are ready. The start may be a few minutes late: please stay with us.',
  ),
};
