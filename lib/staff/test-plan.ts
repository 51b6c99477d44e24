import { randomUUID } from 'node:crypto';
import { env } from '@/lib/config/env';
import type { EventPlan } from '@/lib/domain/event-plan';
import { newId } from '@/lib/ids';

const start = Math.floor(new Date().getTime() / 1000) * 1000;
const after = (hours: number) => new Date(start + hours * 3_600_000);

export const words = (text: string) => ({ ja: text, en: text });

/** At an origin that this installation may play from. */
export const manifestUrl = () => `${env().MEDIA_ORIGINS[0] ?? ''}/live/x/manifest.mpd`;

/** A draft of two days and a pass for both, that may be saved as it is. */
export function newPlan(): EventPlan {
  const id = newId('evt');
  const [first, second] = [newId('day'), newId('day')];
  const day = (dayId: string, position: number) => ({
    id: dayId,
    position,
    title: words(`Day ${position}`),
    program: [{ at: after(24 * position).toISOString(), title: words('Opening') }],
    access: 'ticket' as const,
    doorsAt: after(24 * position - 1),
    startsAt: after(24 * position),
    endsAt: after(24 * position + 3),
    archiveUntil: null,
    manifestUrl: manifestUrl(),
    hlsManifestUrl: null,
    backupOrigin: null,
    keySystems: ['clearkey' as const],
    contentIds: ['x'],
    kids: [randomUUID()],
  });
  return {
    id,
    slug: id.replace('_', '-'),
    state: 'draft',
    timeZone: 'Asia/Tokyo',
    title: words('Festival'),
    tagline: words('Live'),
    description: words('All of it'),
    organizer: words('Committee'),
    contactEmail: 'desk@example.jp',
    refundTerms: words('None'),
    playbackPolicy: { hdcp: '1.4' },
    viewingPolicy: {},
    countryRule: { mode: 'only', countries: ['JP'], unknown: 'allow' },
    days: [day(first, 1), day(second, 2)],
    ticketTypes: [
      {
        id: newId('tkt'),
        position: 1,
        name: words('Pass'),
        priceMinor: 7000,
        currency: 'JPY',
        capacity: 10,
        screens: 2,
        saleStartsAt: after(-1),
        saleEndsAt: after(47),
        days: [first, second].sort(),
      },
    ],
  };
}
