import { describe, expect, it } from 'vitest';
import { classifySearch, normalizeMail, readSearch } from './search-query';

describe('classifySearch', () => {
  it.each([
    ['K7QM-3XRB'],
    ['k7qm-3xrb'],
    ['k7qm3xrb'],
    ['K7QM 3XRB'],
    ['Ｋ７ＱＭ－３ＸＲＢ'],
    ['k7qmー3xrb'],
    ['K7QM–3XRB'],
    ['K7QM‐3XRB'],
    ['　K7QM-3XRB\n'],
  ])('%j is the order code K7QM-3XRB', (typed) => {
    expect(classifySearch(typed)).toEqual({ kind: 'order_code', value: 'K7QM-3XRB' });
  });

  it.each([
    ['pi_3QxAbCdEf', 'pi_3QxAbCdEf'],
    ['ch_3QxAbCdEf', 'ch_3QxAbCdEf'],
    ['py_3QxAbCdEf', 'py_3QxAbCdEf'],
    ['re_3QxAbCdEf', 're_3QxAbCdEf'],
    ['pyr_3QxAbCdEf', 'pyr_3QxAbCdEf'],
    [' ｐｉ＿3QxAbCdEf ', 'pi_3QxAbCdEf'],
    ['pi_3QxAbCdEf_secret_GhIjKl', 'pi_3QxAbCdEf'],
    ['https://dashboard.stripe.com/test/payments/pi_3QxAbCdEf?tab=1', 'pi_3QxAbCdEf'],
  ])('%j is a payment id, its case kept', (typed, value) => {
    expect(classifySearch(typed)).toEqual({ kind: 'payment_id', value });
  });

  it.each(['ord_8f3kab', 'ORD_8F3KAB', 'https://tickets.example/en/orders/ord_8f3kab'])(
    '%j is an order id',
    (typed) => {
      expect(classifySearch(typed)).toEqual({ kind: 'order_id', value: 'ord_8f3kab' });
    },
  );

  it.each([
    'hanako@example.jp',
    'Hanako@Example.JP',
    'ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ',
    'hanako @ example.jp',
    '山田 花子 <hanako@example.jp>',
    'mailto:hanako@example.jp',
  ])('%j is the address hanako@example.jp', (typed) => {
    expect(classifySearch(typed)).toEqual({ kind: 'address', value: 'hanako@example.jp' });
  });

  it('part of an address is searched as an address', () => {
    expect(classifySearch('@example')).toEqual({ kind: 'mail', value: '@example' });
  });

  it('six characters are a support code only when the check character fits', () => {
    expect(classifySearch('2222_22').kind).toBe('text');
    expect(classifySearch('222222')).toEqual({ kind: 'support_code', value: '222222' });
    expect(classifySearch('222223').kind).toBe('text');
  });

  it.each([
    ['山田　花子', '山田 花子'],
    ['Hanako', 'hanako'],
    ['花', '花'],
    ['a', 'a'],
    ['100%_', '100%_'],
    ['pi_', 'pi_'],
    ['K7QM-3XR', 'k7qm-3xr'],
  ])('%j is text', (typed, value) => {
    expect(classifySearch(typed)).toEqual({ kind: 'text', value });
  });

  it.each(['', '   ', '　', '\0'])('%j is no query', (typed) => {
    expect(classifySearch(typed)).toEqual({ kind: 'empty' });
  });

  it('a pasted book is cut and costs no time', () => {
    const query = classifySearch('a@'.repeat(1_000_000));
    expect(query.kind === 'mail' && query.value.length).toBe(200);
  });
});

it('what looks like a code may be a name, and a whole address part of one', () => {
  expect(readSearch('ＹＡＭＡＫＡＷＡ')).toEqual([
    { kind: 'order_code', value: 'YAMA-KAWA' },
    { kind: 'text', value: 'yamakawa' },
  ]);
  expect(readSearch('taro@example.jp').map(({ kind }) => kind)).toEqual(['address', 'mail']);
  expect(readSearch('pi_3QxAbCdEf').map(({ kind }) => kind)).toEqual(['payment_id']);
  expect(readSearch('4242 4599').map(({ kind }) => kind)).toEqual(['order_code', 'card', 'text']);
});

it.each([' Hanako@Example.JP ', 'ｈａｎａｋｏ@example.jp'])('%j is kept in one spelling', (address) => {
  expect(normalizeMail(address)).toBe('hanako@example.jp');
});
