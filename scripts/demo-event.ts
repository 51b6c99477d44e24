/** What the demo has beside its event files (minato-2026.event.json, minato-encore.event.json). */
export const DEMO_EVENT_ID = 'evt_minato';
/** The day that is on air. */
export const DEMO_DAY_ON_AIR = 'day_minato_2';

/** Promo codes to try; the last one makes any order free. */
export const demoPromoCodes = [
  {
    id: 'prm_minato_500',
    code: 'MINATO500',
    amountMinor: 500,
    percent: null,
    totalLimit: 1000,
    says: '500 yen off',
  },
  {
    id: 'prm_minato_10',
    code: 'MINATO10',
    amountMinor: null,
    percent: 10,
    totalLimit: 1000,
    says: '10 % off',
  },
  { id: 'prm_minato_guest', code: 'GUEST', amountMinor: null, percent: 100, totalLimit: 100, says: 'free' },
] as const;

/** Minutes before now at which the day on air began. */
export const DEMO_ON_AIR_MINUTES = 45;
/** For so long around that moment the promo codes hold. */
export const DEMO_PROMO_MINUTES = 30 * 24 * 60;
