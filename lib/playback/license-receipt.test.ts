import { expect, test } from 'vitest';
import { parseKid } from '@/lib/domain/kid';
import { kidsOfReceipts, signReceipt } from '@/lib/playback/license-receipt';
import { signClaims } from '@/lib/playback/signed-claims';

const until = new Date('2026-10-03T12:00:00Z');
const kids = ['a1a2a3a4-b1b2-41c2-91d2-e1e2e3e4e5e6', 'a1a2a3a4-b1b2-41c2-91d2-e1e2e3e4e5e7'].flatMap(
  (text) => parseKid(text) ?? [],
);
const granted = { sessionId: 'pbs_1', requestId: '0011', kids, until };

test('a renewal stands for the keys of the request it renews, among other receipts too', async () => {
  const receipts = [await signReceipt({ ...granted, requestId: '2233' }), await signReceipt(granted)];
  expect(await kidsOfReceipts(receipts.join(', '), granted)).toEqual(kids);
});

test('another session’s, another request’s, a forged one, another kind of token and none at all stand for nothing', async () => {
  const receipt = await signReceipt(granted);
  const claims = { sub: 'pbs_1', request: 'x', kids: ['x'], exp: 9_999_999_999 };
  const cases = [
    [receipt, { ...granted, sessionId: 'pbs_2' }],
    [receipt, { ...granted, requestId: '0012' }],
    [`${receipt.slice(0, -4)}AAAA`, granted],
    [await signClaims('playback+jwt', claims), granted],
    ['garbage,,', granted],
    [undefined, granted],
  ] as const;
  for (const [receipts, wanted] of cases) expect(await kidsOfReceipts(receipts, wanted)).toEqual([]);
});

test('no more than sixteen receipts are looked at', async () => {
  const filler = Array<string>(16).fill('x');
  expect(await kidsOfReceipts([...filler, await signReceipt(granted)].join(','), granted)).toEqual([]);
});
