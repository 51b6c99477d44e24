const text = (ja: string, en: string) => ({ ja, en });

/** The day of the small event whose doors open soon: its lobby can be looked at, then the doors, then the show. */
export const ENCORE_DAY = 'day_minato_encore';
/** Minutes from the start of the demo, not from that of the festival. */
export const ENCORE_STARTS_MINUTES = 25;

export const encoreAnnouncement = {
  id: 'ann_minato_encore',
  eventId: 'evt_minato_encore',
  severity: 'info' as const,
  audience: 'all' as const,
  text: text(
    '出演者の準備が整いしだい開演します。開演が数分遅れる場合がございますので、そのままお待ちください。',
    'We begin as soon as the choirs are ready. The start may be a few minutes late: please stay with us.',
  ),
};
