import { expect, test } from 'vitest';
import { availabilityOf, decideSale } from './ticket-type';

const at = (time: string) => new Date(`2026-10-03T${time}:00Z`);
const open = { capacity: 100, held: 0, sold: 0, saleStartsAt: at('09:00'), saleEndsAt: at('12:00') };

test.each([
  ['before the sale', {}, '08:59', 'not_yet', 'sale_not_open'],
  ['at its first moment', {}, '09:00', 'available', undefined],
  ['with eleven of a hundred left', { sold: 89 }, '10:00', 'available', undefined],
  ['with ten left', { sold: 80, held: 10 }, '10:00', 'few', undefined],
  ['with all sold or held', { sold: 99, held: 1 }, '10:00', 'sold_out', 'sold_out'],
  ['at the end of the sale', {}, '12:00', 'closed', 'sale_closed'],
  ['after a capacity cut below what is sold', { capacity: 5, sold: 9 }, '10:00', 'sold_out', 'sold_out'],
])('%s', (_name, change, time, availability, reason) => {
  const facts = { ...open, ...change };
  expect(availabilityOf(facts, at(time))).toBe(availability);
  const decision = decideSale(facts, at(time));
  expect(decision).toEqual(reason === undefined ? { allow: true } : { allow: false, reason });
});
