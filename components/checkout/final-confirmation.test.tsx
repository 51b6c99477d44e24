import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import en from '@/messages/en.json';
import ja from '@/messages/ja.json';
import { FinalConfirmation, type PayMethod, type Sale } from './final-confirmation';

const sale: Sale = {
  lines: [{ id: 'tkt_1', name: '1日券', priceMinor: 2500 }],
  discountMinor: 500,
  totalMinor: 2000,
  currency: 'JPY',
  days: [{ title: '1日目', doorsAt: at('2026-10-03T08:00Z'), endsAt: at('2026-10-03T11:00Z') }],
  venueTimeZone: 'Asia/Tokyo',
  saleEndsAt: at('2026-10-03T10:00Z'),
  voucherDeadline: at('2026-10-02T14:59Z'),
  refundTerms: '返金なし',
};

function at(time: string): Date {
  return new Date(time);
}

function textFor(method: PayMethod, changes: Partial<Sale> = {}): string {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale="ja" messages={ja} timeZone="Asia/Tokyo">
      <FinalConfirmation
        {...sale}
        {...changes}
        method={method}
        holdUntil={at('2026-10-01T03:10Z')}
        button="買う"
      />
    </NextIntlClientProvider>,
  );
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

it.each(['card', 'konbini', 'paypay', 'free'] as const)('%s has all six items of the law', (method) => {
  const text = textFor(method);
  const { quantity, price, payment, delivery, deadline, cancel } = ja.checkout.confirm;
  for (const item of [quantity, price, payment, delivery, deadline, cancel]) expect(text).toContain(item);
  expect(text).toContain('返金なし');
});

it('konbini names deadline, shops and the one chain that does not take it; nothing is due at the press', () => {
  const text = textFor('konbini');
  expect(text).toContain('2026年10月2日(金) 23:59 JST までに');
  for (const shop of ['ファミリーマート', 'ローソン', 'ミニストップ', 'セイコーマート'])
    expect(text).toContain(shop);
  expect(text).toContain('セブン‐イレブンではお支払いいただけません');
  expect(text).toContain('店頭でのお支払いを確認できしだい');
  expect(text).not.toContain('押した時点でのお支払い');
});

it.each([
  ['card', '「買う」を押した時点でのお支払いです'],
  ['paypay', 'PayPay の画面で支払いを承認した時点でのお支払いです'],
  ['free', 'お支払いはありません'],
] as const)('%s says when it is paid, and nothing of shops', (method, words) => {
  const text = textFor(method);
  expect(text).toContain(words);
  expect(text).not.toContain('店頭');
});

it('the price shows each line, the discount and what is left to pay', () => {
  expect(textFor('card')).toContain('1日券: ￥2,500 クーポン割引: −￥500 合計 ￥2,000。');
  expect(textFor('card', { discountMinor: 0, totalMinor: 2500 })).not.toContain('クーポン');
});

it('English says the same of 7-Eleven', () => {
  expect(en.checkout.confirm.paymentBy.konbini).toContain('not at 7-Eleven');
});
