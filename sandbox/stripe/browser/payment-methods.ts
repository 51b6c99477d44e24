const limits = {
  card: { currencies: undefined, minimum: 50, maximum: 99_999_999 },
  konbini: { currencies: ['jpy'], minimum: 120, maximum: 300_000 },
  paypay: { currencies: ['jpy'], minimum: 50, maximum: 1_000_000 },
} as const;

export type MethodType = keyof typeof limits;

/** The methods of the sandbox account, in the order in which they are shown. */
export const accountMethods = ['card', 'konbini', 'paypay'] as const satisfies MethodType[];

export interface Sale {
  /** In the smallest unit of the currency. */
  amount: number;
  currency: string;
  allowed?: readonly unknown[] | undefined;
  excluded?: readonly unknown[] | undefined;
}

/** What may be offered for a sale, as the API resolves it: what does not fit is dropped without a word. */
export function resolveMethods({ amount, currency, allowed, excluded }: Sale): MethodType[] {
  return accountMethods.filter((type) => {
    const { currencies, minimum, maximum } = limits[type];
    if (currencies !== undefined && !currencies.some((known) => known === currency)) return false;
    if (amount < minimum || amount > maximum) return false;
    return (allowed?.includes(type) ?? true) && !(excluded?.includes(type) ?? false);
  });
}

/** The known methods of an unknown list, in the account's order. */
export function readMethods(list: unknown): MethodType[] {
  return Array.isArray(list) ? accountMethods.filter((type) => list.includes(type)) : [];
}

/** The same methods, those named in `order` first (option `paymentMethodOrder`). */
export function sortMethods(methods: readonly MethodType[], order: unknown): MethodType[] {
  const named = Array.isArray(order) ? order : [];
  const rank = (type: MethodType): number => (named.includes(type) ? named.indexOf(type) : named.length);
  return [...methods].sort((one, other) => rank(one) - rank(other));
}
