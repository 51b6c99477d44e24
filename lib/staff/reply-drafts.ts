import { inLocale } from '@/lib/domain/localized-text';
import { type ReplyDraft, type ReplyTemplate, replyTemplates } from '@/lib/domain/reply-template';
import { formatDayAndClock } from '@/lib/mail/format-moment';
import type { MailSite } from '@/lib/mail/mail-site';
import { type MailWords, mailWords } from '@/lib/mail/mail-words';
import type { ReplyDay, ReplyFacts } from '@/lib/staff/reply-facts';
import { type Locale, routing } from '@/messages/routing';

/**
 * Every template that is true of a case, in each language, filled with its facts: times in the event's zone, amounts
 * and addresses as the language writes them. No refund, no "refunded"; no valid ticket, no "ready".
 */
export function replyDrafts(facts: ReplyFacts, site: MailSite): readonly ReplyDraft[] {
  return routing.locales.flatMap((locale) => {
    const words = mailWords(locale, site);
    return replyTemplates.flatMap((template) => {
      const text = fill(template, { facts, words, locale });
      return text === undefined ? [] : [{ template, locale, text }];
    });
  });
}

interface Filling {
  readonly facts: ReplyFacts;
  readonly words: MailWords;
  readonly locale: Locale;
}

function fill(template: ReplyTemplate, filling: Filling): string | undefined {
  const { t, money, link } = filling.words;
  const { facts } = filling;
  const { slug } = facts.event;
  const about = { code: facts.code, event: inLocale(facts.event.title, filling.locale) };
  const [watch, test] = [link(`/watch/${slug}`), link(`/test-playback?event=${slug}`)];
  switch (template) {
    case 'paid_ready':
      if (facts.days.length === 0) return undefined;
      return t('reply.draft.paid_ready', {
        ...about,
        days: daysOf(filling),
        tickets: link('/tickets'),
        test,
      });
    case 'refund_done':
      if (facts.refundedMinor === 0) return undefined;
      return t('reply.draft.refund_done', {
        ...about,
        amount: money(facts.refundedMinor, facts.currency),
        order: link(`/orders/${facts.orderId}`),
      });
    case 'other_device':
    case 'region':
      return t(`reply.draft.${template}`, { ...about, watch });
    case 'device_not_supported':
      return t('reply.draft.device_not_supported', { ...about, test });
    case 'outage':
      return outageText(filling, { ...about, watch });
  }
}

function daysOf(filling: Filling): string {
  const { words, locale, facts } = filling;
  return facts.days
    .map((day) =>
      words.t('reply.day', {
        day: inLocale(day.title, locale),
        start: moment(filling, day.startsAt),
      }),
    )
    .join('\n');
}

/** With the times of the banner that the audience saw; else of the day that began last. */
function outageText(
  filling: Filling,
  about: { readonly code: string; readonly event: string; readonly watch: string },
): string | undefined {
  const { facts, words, locale } = filling;
  if (facts.outage !== undefined) {
    const [from, to] = [moment(filling, facts.outage.from), moment(filling, facts.outage.to)];
    return words.t('reply.draft.outage', { ...about, from, to });
  }
  const day = lastBegun(facts);
  if (day === undefined) return undefined;
  const start = moment(filling, day.startsAt);
  return words.t('reply.draft.outage_of_day', { ...about, day: inLocale(day.title, locale), start });
}

function lastBegun({ days, now }: ReplyFacts): ReplyDay | undefined {
  return days.findLast(({ startsAt }) => startsAt <= now);
}

function moment({ facts, locale }: Filling, at: Date): string {
  return formatDayAndClock({ at, timeZone: facts.event.timeZone, locale });
}
