import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { playbackRefusals } from '@/lib/domain/refusal';
import { replyTemplates } from '@/lib/domain/reply-template';
import {
  type TimelineEntry,
  type TimelineFacts,
  type TimelineKind,
  timelineKinds,
} from '@/lib/domain/timeline';
import { adviceFor, replyFor } from '@/lib/domain/timeline-advice';
import en from '@/messages/en.json';
import ja from '@/messages/ja.json';
import { entriesByDay } from './timeline-days';
import { EntryTold } from './timeline-entry';

const day = { ja: '2日目', en: 'Day 2' };
const yen = { amountMinor: 2500, currency: 'JPY' };

/** What is on record, and the words that staff read of it. */
const golden: { readonly [Kind in TimelineKind]: readonly (readonly [TimelineFacts[Kind], string])[] } = {
  order_state: [
    [{ from: null, to: 'held' }, '申し込み：お席を確保'],
    [{ from: 'held', to: 'paid' }, '注文の状態：お支払い待ち → 支払い済み'],
    [{ from: null, to: 'paid' }, '注文の状態：支払い済み'],
  ],
  payment: [
    [
      {
        ...yen,
        attempt: 1,
        state: 'failed',
        failure: 'card_declined',
        method: 'card',
        card: null,
        stripeId: 'pi_1',
      },
      '支払い（1回目）：失敗 ￥2,500 カード 失敗の理由：card_declined pi_1',
    ],
    [
      {
        ...yen,
        attempt: 2,
        state: 'succeeded',
        failure: null,
        method: 'card',
        card: 'visa 4242',
        stripeId: 'pi_2',
      },
      '支払い（2回目）：成功 ￥2,500 カード visa 4242 pi_2',
    ],
  ],
  stripe_event: [
    [
      { type: 'payment_intent.succeeded', isHandled: true, tries: 1 },
      'Stripe からの通知 payment_intent.succeeded 処理済み',
    ],
    [
      { type: 'charge.refunded', isHandled: false, tries: 3 },
      'Stripe からの通知 charge.refunded 未処理（3回試行）',
    ],
  ],
  refund: [
    [
      { ...yen, state: 'succeeded', source: 'staff', reason: '本人の希望', stripeId: 're_1' },
      '返金：完了 ￥2,500 きっかけ：スタッフ 理由：本人の希望 re_1',
    ],
  ],
  dispute_opened: [
    [{ ...yen, reason: 'fraudulent' }, '異議申し立て（チャージバック） ￥2,500 理由：fraudulent'],
  ],
  dispute_closed: [
    [{ ...yen, state: 'won' }, '異議申し立ての結果：購入者の申し立ては認められませんでした ￥2,500'],
    [{ ...yen, state: 'lost' }, '異議申し立ての結果：購入者に返金されました ￥2,500'],
  ],
  mail: [
    [
      { mail: 'confirmation', to: 'a@example.jp', state: 'sent', tries: 1, problem: null },
      'メール「購入完了」：送信済み あて先：a@example.jp',
    ],
    [
      { mail: 'reply', to: 'a@example.jp', state: 'waiting', tries: 3, problem: 'no_answer' },
      'メール「お問い合わせへの返信」：送信待ち あて先：a@example.jp 3回試行 メールサーバーから応答がありません',
    ],
    [
      { mail: 'refund', to: 'b@example.jp', state: 'given_up', tries: 1, problem: '550 5.1.1' },
      'メール「返金のお知らせ」：送信できず あて先：b@example.jp 1回試行 メールサーバーの応答：550 5.1.1',
    ],
  ],
  sign_in: [
    [{ provider: 'mail-code', device: 'iPhone · Safari' }, 'サインイン メールのコード iPhone · Safari'],
    [{ provider: 'other', device: 'Windows · Edge' }, 'サインイン other Windows · Edge'],
  ],
  test: [
    [
      {
        code: 'TEST22',
        device: 'iPhone · Safari',
        verdict: 'not_ready',
        failed: ['picture', 'sound'],
        warned: ['speed'],
      },
      'テスト視聴：視聴できない iPhone · Safari NG：映像の再生、音声の再生 注意：回線の速さ TEST22',
    ],
  ],
  session_opened: [
    [{ device: 'iPhone · Safari', mark: 'MARK22', day }, '視聴を開始 iPhone · Safari 2日目 画面の印 MARK22'],
  ],
  session_closed: [
    [
      { device: 'iPhone · Safari', reason: 'taken_over', watchedSeconds: 541, day },
      '視聴が終了：別の端末へ切り替え iPhone · Safari 2日目 視聴 10分',
    ],
  ],
  license: [
    [
      { outcome: 'granted', code: 'CODE22', keySystem: 'widevine', count: 1, browser: 'chrome', day },
      '視聴を許可 2日目 widevine chrome',
    ],
    [
      { outcome: 'region_blocked', code: 'CODE23', keySystem: 'fairplay', count: 4, browser: null, day },
      '視聴を拒否：いまいらっしゃる地域では視聴できません サポートコード CODE23 2日目 fairplay 4回',
    ],
  ],
  screen_link: [
    [{ device: 'TV', isCollected: true, day }, '別の画面へ移動 TV 2日目 新しい画面で受け取り済み'],
  ],
  trouble: [
    [
      { stalledMs: 12_400, stalls: 2, browser: 'safari_ios', problems: { connection: 1 }, day },
      '映像が12秒止まりました 停止 2回 connection 2日目 safari_ios',
    ],
    [
      { stalledMs: 0, stalls: 0, browser: 'chrome', problems: { drm_failed: 1 }, day },
      'プレーヤーの問題 drm_failed 2日目 chrome',
    ],
  ],
  day_begins: [[{ moment: 'start', day }, '2日目：開演']],
  act: [
    [
      act({ power: 'refund', reason: '本人の希望', amountMinor: 2500 }),
      'スタッフ：返金 ￥2,500 理由：本人の希望 担当：desk@example.jp',
    ],
    [
      act({ power: 'send_reply', reason: 'お問い合わせ', to: 'a@example.jp', text: 'こんにちは' }),
      'スタッフ：返信を送信 理由：お問い合わせ あて先：a@example.jp 担当：desk@example.jp 送った本文 こんにちは',
    ],
    [act({ power: 'add_note', reason: '電話で案内' }), 'スタッフ：メモ 担当：desk@example.jp 電話で案内'],
  ],
  claim_link: [
    [
      { link: 'move', to: 'a@example.jp', by: 'desk@example.jp', isWithdrawn: true },
      '移行の確認リンクを送信 あて先：a@example.jp 担当：desk@example.jp このリンクは取り消されています',
    ],
  ],
  claim_used: [[{ link: 'comp', to: 'a@example.jp' }, '招待券が受け取られました あて先：a@example.jp']],
  alert: [[{ alert: 'mail_given_up', isResolved: false }, '要確認：届かないメール 未解決']],
};

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
const entryOf = (kind: TimelineKind, facts: unknown) =>
  ({ kind, facts, key: 'k', at, orderId: null }) as TimelineEntry;

describe.each(timelineKinds)('%s', (kind) => {
  it.each(golden[kind].map(([facts, words]) => [words, facts] as const))('reads “%s”', (words, facts) => {
    expect(wordsOf(entryOf(kind, facts))).toBe(words);
    expect(wordsOf(entryOf(kind, facts), 'en')).not.toMatch(/admin\.|undefined|\{/);
  });
});

describe('a support code', () => {
  const license = (outcome: string) => entryOf('license', { outcome });

  it.each(playbackRefusals)('of %s has its advice, and a reply that there is, or none', (refusal) => {
    expect(adviceFor(license(refusal))).toBe(refusal);
    for (const messages of [ja, en])
      expect(messages.admin.timeline.advice[refusal].length).toBeGreaterThan(20);
    expect([undefined, ...replyTemplates]).toContain(replyFor(refusal));
  });

  it.each([
    ['region_blocked', 'region'],
    ['session_taken_over', 'other_device'],
    ['key_system_not_allowed', 'device_not_supported'],
    ['not_entitled', undefined],
  ] as const)('of %s begins the reply %s', (refusal, template) => {
    expect(replyFor(refusal)).toBe(template);
  });

  it('of a grant, a test or a mark has advice of its own; what has no code has none', () => {
    expect(adviceFor(license('granted'))).toBe('granted');
    expect(adviceFor(license('forgotten_code'))).toBeUndefined();
    expect(adviceFor(entryOf('test', { verdict: 'limited' }))).toBe('limited');
    expect(adviceFor(entryOf('session_opened', {}))).toBe('mark');
    expect(adviceFor(entryOf('mail', {}))).toBeUndefined();
  });
});

it('entries stand under the day that the event’s zone has, and keep their order', () => {
  const entries = ['15:00:01', '14:59:59', '14:00:00'].map((clock) => ({
    ...entryOf('alert', {}),
    key: clock,
    at: new Date(`2026-10-03T${clock}Z`),
  }));
  const days = entriesByDay(entries, { timeZone: 'Asia/Tokyo', locale: 'ja' });
  expect(days.map(({ day: name, entries: of }) => [name, of.map(({ clock }) => clock)])).toEqual([
    ['2026年10月4日(日) JST', ['00:00:01']],
    ['2026年10月3日(土) JST', ['23:59:59', '23:00:00']],
  ]);
});
