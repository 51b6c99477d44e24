import type { ConvenienceStore } from './charge';

/** The chains that take Stripe's konbini vouchers. */
export const convenienceStores = [
  'familymart',
  'lawson',
  'ministop',
  'seicomart',
] as const satisfies readonly ConvenienceStore[];

export const storeNames = {
  familymart: 'ファミリーマート / FamilyMart',
  lawson: 'ローソン / Lawson',
  ministop: 'ミニストップ / Ministop',
  seicomart: 'セイコーマート / Seicomart',
} as const satisfies Record<ConvenienceStore, string>;
