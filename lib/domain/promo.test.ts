import { describe, expect, test } from 'vitest';
import {
  decidePromo,
  discountLines,
  isChargeable,
  normalizePromoCode,
  type PromoFacts,
} from '@/lib/domain/promo';

describe('a typed code', () => {
  test.each([
    ['  early bird ', 'EARLYBIRD'],
    ['ＥＡＲＬＹ－１０', 'EARLY-10'],
    ['ｱｰﾘｰ\u300010\n', 'アーリー10'],
    ['a'.repeat(40), 'A'.repeat(40)],
    ['a'.repeat(41), undefined],
    [' \u3000\t', undefined],
  ])('%j is %s', (typed, code) => {
    expect(normalizePromoCode(typed)).toBe(code);
  });

  test('that was normalized stays as it is', () => {
    const code = normalizePromoCode('Ｓummer straße');
    expect(normalizePromoCode(code ?? '')).toBe(code);
  });
});

const yen = (amountMinor: number) => ({ amountMinor, percent: null });
const percent = (share: number) => ({ amountMinor: null, percent: share });

describe('a discount', () => {
  test.each([
    [yen(500), [2500], [500]],
    [yen(500), [2500, 2500], [250, 250]],
    [yen(100), [1000, 1000, 1000], [34, 33, 33]],
    [yen(100), [3000, 0, 1000], [75, 0, 25]],
    [yen(10), [1, 1], [1, 1]],
    [yen(9999), [2500, 3000], [2500, 3000]],
    [percent(10), [999], [99]],
    [percent(15), [333, 333, 333], [50, 50, 49]],
    [percent(100), [2500, 1], [2500, 1]],
    [percent(1), [50], [0]],
    [percent(50), [], []],
    [percent(30), [2_147_483_647, 2_147_483_646], [644_245_094, 644_245_093]],
  ])('%o of %j is %j', (discount, prices, shares) => {
    expect(discountLines(discount, prices)).toEqual(shares);
  });

  test('is shared to the last minor unit, never more than a line costs, whatever the prices', () => {
    const random = seeded(20261003);
    for (let round = 0; round < 2000; round += 1) {
      const prices = Array.from({ length: 1 + random(6) }, () =>
        random(4) === 0 ? random(4) : random(50_000),
      );
      const discount = random(2) === 0 ? percent(1 + random(100)) : yen(1 + random(120_000));
      const total = prices.reduce((sum, price) => sum + price, 0);
      const wanted =
        discount.percent === null ? discount.amountMinor : Math.floor((total * discount.percent) / 100);
      const shares = discountLines(discount, prices);
      const facts = JSON.stringify({ discount, prices, shares });
      expect(
        shares.reduce((sum, share) => sum + share, 0),
        facts,
      ).toBe(Math.min(total, wanted));
      const fits = shares.every(
        (share, line) => Number.isInteger(share) && share >= 0 && share <= (prices[line] ?? -1),
      );
      expect(fits, facts).toBe(true);
      expect(discountLines(discount, prices)).toEqual(shares);
    }
  });
});

/** A small linear congruential generator: the same rounds in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test.each([
  ['JPY', 50],
  ['USD', 50],
  ['eur', 50],
  ['GBP', 30],
  ['HUF', 17_500],
])('in %s nothing and %i minor units can be paid, but not less', (currency, minimum) => {
  expect(isChargeable(0, currency)).toBe(true);
  expect(isChargeable(1, currency)).toBe(false);
  expect(isChargeable(minimum - 1, currency)).toBe(false);
  expect(isChargeable(minimum, currency)).toBe(true);
});

describe('a promo code', () => {
  const now = new Date('2026-10-03T09:00:00Z');
  const facts: PromoFacts = {
    ...yen(500),
    startsAt: now,
    endsAt: new Date(now.getTime() + 1),
    totalLimit: 10,
    perViewerLimit: 2,
    used: 9,
    usedByViewer: 1,
    prices: [2500, 3000],
    currency: 'JPY',
  };

  test('is allowed from its first moment, for the last use', () => {
    expect(decidePromo(facts, now)).toEqual({ allow: true, discounts: [227, 273] });
  });

  test.each([
    ['promo_unknown', 'before its time', { startsAt: new Date(now.getTime() + 1) }],
    ['promo_unknown', 'after its time', { endsAt: now }],
    ['promo_used_up', 'when all uses are taken', { used: 10 }],
    ['limit_reached', 'for who has used it as often as one may', { usedByViewer: 2 }],
    ['promo_not_usable', 'on an order that is free already', { prices: [0] }],
    ['promo_not_usable', 'when it would take nothing off', { ...percent(1), prices: [99] }],
    ['promo_not_usable', 'when 49 yen would be left', { ...yen(5451) }],
  ] as const)('is refused as %s %s', (reason, _case, change) => {
    expect(decidePromo({ ...facts, ...change }, now)).toEqual({ allow: false, reason });
  });

  test.each([
    ['exactly 50 yen', yen(5450)],
    ['nothing', percent(100)],
  ])('may leave %s to pay', (_left, discount) => {
    expect(decidePromo({ ...facts, ...discount }, now).allow).toBe(true);
  });
});
