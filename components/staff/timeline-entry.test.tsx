import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import {
  type TimelineEntry,
  type TimelineFacts,
  type TimelineKind,
  timelineKinds,
} from '@/lib/domain/timeline';
import en from '@/messages/en.json';
import ja from '@/messages/ja.json';
import { EntryTold } from './timeline-entry';

const day = { ja: '2日目', en: 'Day 2' };
const yen = { amountMinor: 2500, currency: 'JPY' };

type Recorded = {
  readonly [Kind in TimelineKind]: { readonly kind: Kind; readonly facts: TimelineFacts[Kind] };
}[TimelineKind];

/** What is on record, and the words that staff read of it. */
const golden: readonly (readonly [Recorded, string])[] = [
  [{ kind: 'order_state', facts: { from: null, to: 'held' } }, '申し込み：お席を確保'],
  [{ kind: 'order_state', facts: { from: 'held', to: 'paid' } }, '注文の状態：お支払い待ち → 支払い済み'],
  [{ kind: 'order_state', facts: { from: null, to: 'paid' } }, '注文の状態：支払い済み'],
  [
    {
      kind: 'payment',
      facts: {
        ...yen,
        attempt: 1,
        state: 'failed',
        failure: 'card_declined',
        method: 'card',
        card: null,
      },
    },
    '支払い（1回目）：失敗 ￥2,500 カード 失敗の理由：card_declined',
  ],
  [
    {
      kind: 'payment',
      facts: {
        ...yen,
        attempt: 2,
        state: 'succeeded',
        failure: null,
        method: 'card',
        card: 'visa 4242',
      },
    },
    '支払い（2回目）：成功 ￥2,500 カード visa 4242',
  ],
  [
    { kind: 'stripe_event', facts: { type: 'payment_intent.succeeded', isHandled: true, tries: 1 } },
    'Stripe からの通知 payment_intent.succeeded 処理済み',
  ],
  [
    { kind: 'stripe_event', facts: { type: 'charge.refunded', isHandled: false, tries: 3 } },
    'Stripe からの通知 charge.refunded 未処理（3回試行）',
  ],
  [
    { kind: 'refund', facts: { ...yen, state: 'succeeded', source: 'staff', reason: '本人の希望' } },
    '返金：完了 ￥2,500 きっかけ：スタッフ 理由：本人の希望',
  ],
  [
    { kind: 'dispute_opened', facts: { ...yen, reason: 'fraudulent' } },
    '異議申し立て（チャージバック） ￥2,500 理由：fraudulent',
  ],
  [
    { kind: 'dispute_closed', facts: { ...yen, state: 'won' } },
    '異議申し立ての結果：購入者の申し立ては認められませんでした ￥2,500',
  ],
  [
    { kind: 'dispute_closed', facts: { ...yen, state: 'lost' } },
    '異議申し立ての結果：購入者に返金されました ￥2,500',
  ],
  [
    {
      kind: 'mail',
      facts: { mail: 'confirmation', to: 'a@example.jp', state: 'sent', tries: 1, problem: null },
    },
    'メール「購入完了」：送信済み あて先：a@example.jp',
  ],
  [
    {
      kind: 'mail',
      facts: { mail: 'reply', to: 'a@example.jp', state: 'waiting', tries: 3, problem: 'no_answer' },
    },
    'メール「お問い合わせへの返信」：送信待ち あて先：a@example.jp 3回試行 メールサーバーから応答がありません',
  ],
  [
    {
      kind: 'mail',
      facts: { mail: 'refund', to: 'b@example.jp', state: 'given_up', tries: 1, problem: '550 5.1.1' },
    },
    'メール「返金のお知らせ」：送信できず あて先：b@example.jp 1回試行 メールサーバーの応答：550 5.1.1',
  ],
  [
    { kind: 'sign_in', facts: { provider: 'mail-code', device: 'iPhone · Safari' } },
    'サインイン メールのコード iPhone · Safari',
  ],
  [
    { kind: 'sign_in', facts: { provider: 'other', device: 'Windows · Edge' } },
    'サインイン other Windows · Edge',
  ],
  [
    {
      kind: 'test',
      facts: {
        code: 'TEST22',
        device: 'iPhone · Safari',
        verdict: 'not_ready',
        failed: ['picture', 'sound'],
        warned: ['speed'],
      },
    },
    'テスト視聴：視聴できない iPhone · Safari NG：映像の再生、音声の再生 注意：回線の速さ TEST22',
  ],
  [
    { kind: 'session_opened', facts: { device: 'iPhone · Safari', mark: 'MARK22', day } },
    '視聴を開始 iPhone · Safari 2日目 画面の印 MARK22',
  ],
  [
    {
      kind: 'session_closed',
      facts: { device: 'iPhone · Safari', reason: 'taken_over', watchedSeconds: 541, day },
    },
    '視聴が終了：別の端末へ切り替え iPhone · Safari 2日目 視聴 10分',
  ],
  [
    {
      kind: 'license',
      facts: { outcome: 'granted', code: 'CODE22', keySystem: 'widevine', count: 1, browser: 'chrome', day },
    },
    '視聴を許可 2日目 widevine chrome',
  ],
  [
    {
      kind: 'license',
      facts: {
        outcome: 'region_blocked',
        code: 'CODE23',
        keySystem: 'fairplay',
        count: 4,
        browser: null,
        day,
      },
    },
    '視聴を拒否：いまいらっしゃる地域では視聴できません サポートコード CODE23 2日目 fairplay 4回',
  ],
  [
    { kind: 'screen_link', facts: { device: 'TV', isCollected: true, day } },
    '別の画面へ移動 TV 2日目 新しい画面で受け取り済み',
  ],
  [
    {
      kind: 'trouble',
      facts: { stalledMs: 12_400, stalls: 2, browser: 'safari_ios', problems: { connection: 1 }, day },
    },
    '映像が12秒止まりました 停止 2回 connection 2日目 safari_ios',
  ],
  [
    {
      kind: 'trouble',
      facts: { stalledMs: 0, stalls: 0, browser: 'chrome', problems: { drm_failed: 1 }, day },
    },
    'プレーヤーの問題 drm_failed 2日目 chrome',
  ],
  [{ kind: 'day_begins', facts: { moment: 'start', day } }, '2日目：開演の予定時刻'],
  [
    { kind: 'show_switch', facts: { position: 'hold', by: 'desk@example.jp', day } },
    '進行の切り替え：待機（手動） 2日目 担当：desk@example.jp',
  ],
  [
    {
      kind: 'banner',
      facts: { severity: 'info', audience: 'watching', text: { ja: '開演が遅れています', en: 'Late start' } },
    },
    '視聴者へのお知らせ「開演が遅れています」 視聴ページだけ',
  ],
  [
    { kind: 'act', facts: act({ power: 'refund', reason: '本人の希望', amountMinor: 2500 }) },
    'スタッフ：返金 ￥2,500 理由：本人の希望 担当：desk@example.jp',
  ],
  [
    {
      kind: 'act',
      facts: act({ power: 'send_reply', reason: 'お問い合わせ', to: 'a@example.jp', text: 'こんにちは' }),
    },
    'スタッフ：返信を送信 理由：お問い合わせ あて先：a@example.jp 担当：desk@example.jp 送った本文 こんにちは',
  ],
  [
    { kind: 'act', facts: act({ power: 'add_note', reason: '電話で案内' }) },
    'スタッフ：メモ 担当：desk@example.jp 電話で案内',
  ],
  [
    {
      kind: 'claim_link',
      facts: { link: 'move', to: 'a@example.jp', by: 'desk@example.jp', isWithdrawn: true },
    },
    '移行の確認リンクを送信 あて先：a@example.jp 担当：desk@example.jp このリンクは取り消されています',
  ],
  [
    { kind: 'claim_used', facts: { link: 'comp', to: 'a@example.jp' } },
    '招待券が受け取られました あて先：a@example.jp',
  ],
  [{ kind: 'alert', facts: { alert: 'mail_given_up', isResolved: false } }, '要確認：届かないメール 未解決'],
];

function act(changes: Partial<TimelineFacts['act']>): TimelineFacts['act'] {
  const nothing = { to: null, text: null, amountMinor: null, currency: 'JPY' };
  return { power: 'add_note', by: 'desk@example.jp', reason: '', ...nothing, ...changes };
}

function wordsOf(entry: TimelineEntry, locale: 'ja' | 'en' = 'ja'): string {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={locale === 'ja' ? ja : en} timeZone="Asia/Tokyo">
      <EntryTold entry={entry} />
    </NextIntlClientProvider>,
  );
  return markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const at = new Date('2026-10-03T09:00:00Z');
const entryOf = (recorded: Recorded): TimelineEntry => ({ ...recorded, key: 'k', at, orderId: null });

it.each(golden.map(([recorded, words]) => ({ recorded, words })))(
  '$recorded.kind reads “$words”',
  ({ recorded, words }) => {
    expect(wordsOf(entryOf(recorded))).toBe(words);
    expect(wordsOf(entryOf(recorded), 'en')).not.toMatch(/admin\.|undefined|\{/);
  },
);

it('every kind of entry has its words', () => {
  expect(new Set(golden.map(([{ kind }]) => kind))).toEqual(new Set(timelineKinds));
});
