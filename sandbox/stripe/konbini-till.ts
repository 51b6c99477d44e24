import { z } from 'zod';
import type { ConvenienceStore } from './charge';
import { convenienceStores } from './convenience-store';
import { actOnPayment } from './outcome-control';
import type { Voucher } from './store';
import type { Twin } from './twin';

export type TillProblem =
  | 'store_missing'
  | 'code_malformed'
  | 'number_malformed'
  | 'code_unknown'
  | 'number_wrong'
  | Exclude<Voucher['state'], 'open'>;

export type TillOutcome =
  { paid: true; voucher: Voucher; store: ConvenienceStore } | { paid: false; problem: TillProblem };

const tillEntry = z.object({
  store: z.enum(convenienceStores),
  payment_code: z
    .string()
    .transform(plainDigits)
    .pipe(z.string().regex(/^\d{1,20}$/)),
  /** Empty for a chain that asks for none. */
  confirmation_number: z
    .string()
    .transform(plainDigits)
    .pipe(z.string().regex(/^\d{0,20}$/)),
});

/** Pays the open voucher that these codes name at this chain, as the control route does; else nothing changes. */
export function payAtTill(twin: Twin, form: URLSearchParams): TillOutcome {
  const entry = tillEntry.safeParse(Object.fromEntries(form));
  if (!entry.success) return { paid: false, problem: shapeProblem(entry.error) };
  const { store, payment_code: code, confirmation_number: number } = entry.data;
  const named = [...twin.store.vouchers.values()].filter(
    ({ details }) => details.stores[store]?.payment_code === code,
  );
  if (named.length === 0) return { paid: false, problem: 'code_unknown' };
  const meant = named.filter(({ details }) => (details.stores[store]?.confirmation_number ?? '') === number);
  const voucher = meant.find(({ state }) => state === 'open') ?? meant.at(-1);
  if (voucher === undefined) return { paid: false, problem: 'number_wrong' };
  if (voucher.state !== 'open') return { paid: false, problem: voucher.state };
  actOnPayment(twin, { payment_intent: voucher.paymentIntentId, act: 'pay_voucher', store });
  return { paid: true, voucher, store };
}

function shapeProblem(error: z.ZodError<z.infer<typeof tillEntry>>): TillProblem {
  const { store, payment_code: code } = z.flattenError(error).fieldErrors;
  if (store !== undefined) return 'store_missing';
  return code === undefined ? 'number_malformed' : 'code_malformed';
}

/** A Japanese keyboard gives full-width digits, and the long vowel mark where a hyphen is meant. */
function plainDigits(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s\p{Dash}ー]/gu, '');
}
