import { useMessages, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { BannerRefusal, OpenBanner } from '@/lib/domain/banner';
import type { ShowDeskFacts } from '@/lib/domain/show-desk';
import en from '@/messages/en.json';
import ja from '@/messages/ja.json';
import { ActEffect } from './act-effect';
import type { ActFormProps } from './act-form';
import { BannerFields } from './banner-fields';
import { ConfirmAction } from './confirm-action';
import { ReasonField } from './act-reason';
import { EventTime } from './event-time';

type BannerAction = ActFormProps<BannerRefusal>['action'];

interface BannerPanelProps {
  readonly desk: ShowDeskFacts;
  readonly post: BannerAction;
  readonly end: BannerAction;
  readonly signInHref: string;
  readonly now: Date;
}

/** As the audience's pages name it, in each language. */
const labels = { ja: ja.event.announcements, en: en.event.announcements };

/** What is told to the audience now, and the way to tell more: three presses from here to every page. */
export function BannerPanel({ desk, post, end, signInHref, now }: BannerPanelProps) {
  const t = useTranslations('admin.banner');
  const { admin } = useMessages();
  const { eventDayId, timeZone, banners } = desk;
  const common = { refusals: admin.banner.refusal, signInHref };
  const fields = { labels, clock: clockIn(now, timeZone) };
  return (
    <section
      aria-labelledby="banners"
      className="flex flex-col gap-4 rounded-card border border-border bg-surface-raised p-4"
    >
      <h2 id="banners" className="text-xl">
        {t('title')}
      </h2>
      <div className="flex flex-wrap gap-3">
        <ConfirmAction
          {...common}
          name={t('post.name')}
          done={t('post.done')}
          action={post}
          submit={{ id: 'post-banner', label: t('post.submit') }}
          hidden={{ eventDayId }}
          reason={false}
        >
          <BannerFields {...fields} />
        </ConfirmAction>
      </div>
      {banners.length === 0 && <p className="text-text-muted">{t('none')}</p>}
      {banners.length > 0 && (
        <ul aria-label={t('open')} className="flex flex-col gap-4">
          {banners.map((banner) => (
            <li key={banner.id} className="flex flex-col gap-2 border-t border-border pt-4">
              <BannerNow banner={banner} timeZone={timeZone} />
              <div className="flex flex-wrap gap-3">
                <ConfirmAction
                  {...common}
                  name={t('change.name')}
                  done={t('change.done')}
                  action={post}
                  submit={{ id: `change-${banner.id}`, label: t('change.submit') }}
                  hidden={{ eventDayId, replaces: banner.id }}
                  reason={false}
                >
                  <BannerFields {...fields} open={banner} />
                </ConfirmAction>
                <ConfirmAction
                  {...common}
                  name={t('end.name')}
                  done={t('end.done')}
                  variant="danger"
                  action={end}
                  submit={{ id: `end-${banner.id}`, label: t('end.submit'), isDanger: true }}
                  hidden={{ bannerId: banner.id }}
                  reason={<ReasonField id={`end-${banner.id}-reason`} defaultValue={t('end.reason')} />}
                >
                  <ActEffect effects={[t('end.effect')]} />
                </ConfirmAction>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function BannerNow({ banner, timeZone }: { readonly banner: OpenBanner; readonly timeZone: string }) {
  const t = useTranslations('admin.banner');
  return (
    <>
      <Notice tone={banner.severity} title={t(`audience.${banner.audience}`)}>
        <p>{banner.text.ja}</p>
        <p lang="en">{banner.text.en}</p>
      </Notice>
      <p className="text-sm text-text-muted">
        {t('endsAt')} <EventTime at={banner.endsAt} timeZone={timeZone} />
      </p>
    </>
  );
}

/** Half an hour on, to the next ten minutes: `20:40`. */
function clockIn(now: Date, timeZone: string): string {
  const tenMinutes = 600_000;
  const at = new Date(Math.ceil((now.getTime() + 3 * tenMinutes) / tenMinutes) * tenMinutes);
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}
