import { expect, it } from 'vitest';
import { keepReceipts } from './license-receipts';

it('sends back every receipt of the session, and no header before the first one', () => {
  const receipts = keepReceipts();
  expect(receipts.headers()).toEqual({});
  receipts.keep({ 'stagedoor-license-receipt': 'a' });
  receipts.keep({ 'content-type': 'application/octet-stream' });
  receipts.keep({ 'stagedoor-license-receipt': 'b' });
  expect(receipts.headers()).toEqual({ 'stagedoor-license-receipts': 'a,b' });
});

it('keeps the newest sixteen', () => {
  const receipts = keepReceipts();
  for (let n = 0; n < 18; n += 1) receipts.keep({ 'stagedoor-license-receipt': String(n) });
  expect(receipts.headers()['stagedoor-license-receipts']?.split(',')).toHaveLength(16);
  expect(receipts.headers()['stagedoor-license-receipts']).toMatch(/^2,.*,17$/);
});
