/** An amount in the currency's smallest unit as a Japanese reader writes it, such as ￥3,500. */
export function amountText({ amount, currency }: { amount: number; currency: string }): string {
  const format = new Intl.NumberFormat('ja-JP', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
}
