import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSearch } from './search-query';
import { makeSupportCode } from './support-code';

const CODE = [...'23456789ABCDEFGHJKMNPQRSTUVWXYZ'];
const ID = [...'0123456789abcdefghjkmnpqrstvwxyz'];
const letters = (from: readonly string[], minLength: number, maxLength = minLength) =>
  fc.array(fc.constantFrom(...from), { minLength, maxLength }).map((parts) => parts.join(''));

/** As a Japanese keyboard, a mail program or a hurried hand changes a text without changing what it says. */
const wide = (text: string) =>
  text
    .replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '　');
const width = fc.constantFrom((text: string) => text, wide);
const edge = fc.constantFrom('', ' ', '　', '\n', '\t ');
const anyCase = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toLowerCase(),
  (text: string) => text.toUpperCase(),
);
const spelled = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, width, edge, edge).map(([typed, widen, before, after]) => before + widen(typed) + after);

const check = <Kind extends [unknown, ...unknown[]]>(
  arbitrary: fc.Arbitrary<Kind>,
  judge: (...args: Kind) => void,
) =>
  fc.assert(
    fc.property(arbitrary, (args) => judge(...args)),
    { numRuns: 300 },
  );

test('whatever is typed means something, the last resort is text, and no reading comes twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
      const kinds = readSearch(typed).map(({ kind }) => kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      const isExact = kinds.length === 1 && /_id$|empty|mail/.test(kinds[0] ?? '');
      expect(isExact || ['text', 'mail'].includes(kinds.at(-1) ?? '')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('an order code in any spelling is that code', () => {
  const code = fc.tuple(letters(CODE, 4), letters(CODE, 4));
  const hyphen = fc.constantFrom('-', '', ' ', 'ー', '–', '—', '‐', '−');
  check(fc.tuple(code, hyphen, anyCase, width, edge), ([head, tail], between, recase, widen, around) => {
    const typed = around + widen(recase(head + between + tail)) + around;
    expect(readSearch(typed)[0]).toEqual({ kind: 'order_code', value: `${head}-${tail}` });
  });
});

test('a support code in any spelling is that code, and may be a word', () => {
  const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 });
  check(fc.tuple(bytes, anyCase, width, edge), (random, recase, widen, around) => {
    const code = makeSupportCode(random);
    const [first, ...others] = readSearch(around + widen(recase(code)) + around);
    expect(first).toEqual({ kind: 'support_code', value: code });
    expect(others.at(-1)).toEqual({ kind: 'text', value: code.toLowerCase() });
  });
});

test('ids of payments keep their case, ids of orders do not matter', () => {
  const prefix = fc.constantFrom('pi', 'ch', 'py', 're', 'pyr');
  const wrap = fc.constantFrom(
    (id: string) => id,
    (id: string) => `https://dashboard.stripe.com/payments/${id}`,
    (id: string) => `${id}?tab=1`,
  );
  check(fc.tuple(prefix, letters([...ID, 'A', 'Q', 'Z'], 6, 24), wrap, edge), (head, tail, around, space) => {
    const id = `${head}_${tail}`;
    expect(readSearch(space + around(id) + space)).toEqual([{ kind: 'payment_id', value: id }]);
  });
  check(fc.tuple(letters(ID, 6, 24), anyCase, width), (tail, recase, widen) => {
    expect(readSearch(widen(recase(`ord_${tail}`)))).toEqual([{ kind: 'order_id', value: `ord_${tail}` }]);
  });
});

test('a mail address in any spelling is that address', () => {
  const local = letters([...'abcxyz0189._+-'], 1, 20);
  const domain = fc.tuple(letters([...'abcxyz019'], 1, 12), fc.constantFrom('jp', 'com', 'co.jp', 'ne.jp'));
  const wrap = fc.constantFrom(
    (mail: string) => mail,
    (mail: string) => `mailto:${mail}`,
    (mail: string) => `山田 花子 <${mail}>`,
    (mail: string) => mail.replace('@', ' @ '),
  );
  check(fc.tuple(local, domain, anyCase, width, wrap), (name, [host, end], recase, widen, around) => {
    const address = `${name}@${host}.${end}`;
    expect(readSearch(widen(around(recase(address))))[0]).toEqual({ kind: 'address', value: address });
  });
});

const last4 = letters([...'0123456789'], 4);
const yen = fc.integer({ min: 10_000, max: 999_999 });
const month = fc.integer({ min: 1, max: 12 });
const dayOfMonth = fc.integer({ min: 1, max: 28 });

test('card, amount and day in any order and spelling are that card, amount and day', () => {
  const card = fc.constantFrom('*#', '****#', '下4桁#', '下4桁は#', '末尾#', 'xxxx #', '#');
  const amount = fc.constantFrom('#', '¥#', '￥#', '#円', '# 円', '#JPY');
  const day = fc.constantFrom('M/D', 'M月D日', '2026-M-D', '2026/M/D', '2026年M月D日', '2026MMDD');
  const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 });
  const form = fc.tuple(card, amount, day, order, fc.boolean());
  check(
    fc.tuple(form, last4, yen, month, dayOfMonth, width),
    ([cardForm, amountForm, dayForm, places, isGrouped], digits, sum, m, d, widen) => {
      const number = isGrouped ? sum.toLocaleString('en-US') : String(sum);
      const parts = [
        cardForm.replace('#', digits),
        amountForm.replace('#', number),
        dayForm
          .replace('MM', String(m).padStart(2, '0'))
          .replace('DD', String(d).padStart(2, '0'))
          .replace('M', String(m))
          .replace('D', String(d)),
      ];
      expect(readSearch(widen(places.map((place) => parts[place]).join(' ')))[0]).toEqual({
        kind: 'card',
        value: {
          readings: [{ last4: digits, amount: String(sum) }],
          day: { year: dayForm.startsWith('2026') ? 2026 : undefined, month: m, day: d },
        },
      });
    },
  );
});

test('names and parts of names are text, whatever their width', () => {
  const name = letters([...'山田佐藤花子太郎渡邊あいうアイウ'], 1, 8);
  check(fc.tuple(spelled(name)), (typed) => {
    expect(readSearch(typed)).toEqual([{ kind: 'text', value: typed.normalize('NFKC').trim() }]);
  });
});
