import { expect, test } from 'vitest';
import { actsColumns, looksColumns } from '@/lib/staff/audit-files';
import { moneyColumns } from '@/lib/staff/money-file';
import { ordersColumns } from '@/lib/staff/orders-file';
import { refusalsColumns } from '@/lib/staff/refusals-file';
import { watchColumns } from '@/lib/staff/watch-file';
import { orderStates } from '@/lib/domain/order';
import { paymentMethods } from '@/lib/domain/payment-method';
import ja from '@/messages/ja.json';

const files = { ordersColumns, moneyColumns, watchColumns, refusalsColumns, actsColumns, looksColumns };

test('every column of every file has a word, and no word is left over', () => {
  const names = Object.values(files).flatMap((columns) =>
    columns.map(({ name }) => name.replace(/_(local|utc)$/, '')),
  );
  expect([...new Set(names)].sort()).toEqual(Object.keys(ja.admin.export.column).sort());
});

test('every state of an order and every way to pay has a word', () => {
  const words = Object.keys(ja.admin.export.value);
  expect(words).toEqual(expect.arrayContaining([...orderStates, ...paymentMethods]));
});
