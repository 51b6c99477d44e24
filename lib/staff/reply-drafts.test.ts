import { describe, expect, test } from 'vitest';
import { replyTemplates } from '@/lib/domain/reply-template';
import { testSite } from '@/lib/mail/test-mails';
import { replyDrafts } from '@/lib/staff/reply-drafts';
import type { ReplyFacts } from '@/lib/staff/reply-facts';

const both = (ja: string, en: string) => ({ ja, en });
const at = (time: string) => new Date(`2026-10-03T${time}:00+09:00`);
const facts: ReplyFacts = {
  orderId: 'ord_1',
  code: 'K7QX-29MD',
  currency: 'JPY',
  event: { slug: 'harbor', title: both('みなと音楽祭', 'Harbor Festival'), timeZone: 'Asia/Tokyo' },
  days: [
    { title: both('1日目', 'Day 1'), startsAt: at('18:00') },
    { title: both('2日目', 'Day 2'), startsAt: new Date('2026-10-04T18:00:00+09:00') },
  ],
  refundedMinor: 2500,
  outage: { from: at('18:10'), to: at('18:25') },
  now: at('19:00'),
};

function draft(template: string, locale: string, changes: Partial<ReplyFacts> = {}): string | undefined {
  return replyDrafts({ ...facts, ...changes }, testSite).find(
    (known) => known.template === template && known.locale === locale,
  )?.text;
}

describe.each(['ja', 'en'])('in %s', (locale) => {
  test.each(replyTemplates)('%s names order and event, and leaves nothing to be filled', (template) => {
    const text = draft(template, locale);
    expect(text).toContain('K7QX-29MD');
    expect(text).toContain(locale === 'ja' ? '「みなと音楽祭」' : '“Harbor Festival”');
    expect(text).not.toMatch(/[{}]|undefined|(mail|reply)\.[a-z]/);
    for (const [address = ''] of text?.matchAll(/https?:\S+/g) ?? []) {
      expect(address).toMatch(locale === 'ja' ? /^https:\/\/portal\.example\/(?!en\/)/ : /\/en\//);
    }
  });
});

test.each([
  [
    'paid_ready',
    'ja',
    ['・1日目：10月3日(土) 18:00 JST 開演\n・2日目：10月4日(日) 18:00 JST 開演', '/tickets'],
  ],
  ['paid_ready', 'en', ['- Day 1: starts Sat, Oct 3, 18:00 JST\n- Day 2:', '/en/test-playback?event=harbor']],
  ['refund_done', 'ja', ['返金額は￥2,500です', 'https://portal.example/orders/ord_1']],
  ['refund_done', 'en', ['The amount is ¥2,500.', 'https://portal.example/en/orders/ord_1']],
  ['other_device', 'ja', ['「この端末で視聴する」', 'https://portal.example/watch/harbor']],
  ['other_device', 'en', ['“Watch on this device”', 'https://portal.example/en/watch/harbor']],
  ['outage', 'ja', ['10月3日(土) 18:10 JSTから10月3日(土) 18:25 JSTまで', '申し訳ございません']],
  ['outage', 'en', ['from Sat, Oct 3, 18:10 JST to Sat, Oct 3, 18:25 JST', 'sorry']],
] as const)('%s in %s tells the facts of the case', (template, locale, told) => {
  for (const words of told) expect(draft(template, locale)).toContain(words);
});

test('times are the event’s, whatever zone staff or server keep', () => {
  const event = { ...facts.event, timeZone: 'America/New_York' };
  expect(draft('paid_ready', 'en', { event })).toContain('Day 1: starts Sat, Oct 3, 05:00 EDT');
});

test('a template that is not true of the case is not offered', () => {
  expect(draft('refund_done', 'ja', { refundedMinor: 0 })).toBeUndefined();
  expect(draft('paid_ready', 'ja', { days: [] })).toBeUndefined();
  expect(draft('outage', 'ja', { outage: undefined, now: at('17:00') })).toBeUndefined();
});

test('without a banner an outage is told of the day that began last', () => {
  expect(draft('outage', 'ja', { outage: undefined })).toContain(
    '1日目（10月3日(土) 18:00 JST 開演）の配信で',
  );
});
