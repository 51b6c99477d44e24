import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { StaffFrame } from '@/components/staff/staff-frame';
import { Timeline } from '@/components/staff/timeline';
import { Decoded } from '@/components/staff/timeline-decoded';
import { ViewerOrders } from '@/components/staff/viewer-orders';
import { ViewerOverview } from '@/components/staff/viewer-overview';
import { ViewerPlayback } from '@/components/staff/viewer-playback';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { runtime } from '@/lib/runtime';
import { openViewer } from '@/lib/staff/open-viewer';
import { timelineVersion } from '@/lib/staff/timeline';
import { idOrNotFound } from '../../id-or-not-found';
import { timelineAddress, timelineParameters } from '../../timeline-parameters';

// Nothing of these pages may be made by the build or kept.
export const dynamic = 'force-dynamic';

type Props = PageProps<'/admin/viewers/[viewerId]'>;

/** Once per rendering, for the page and its title; both are behind the same guard, and it is one look. */
const loadViewer = cache(async (viewerId: string, address: string) => {
  const staff = (await currentStaff()) ?? notFound();
  const { db, now } = runtime();
  const wish = timelineParameters(Object.fromEntries(new URLSearchParams(address)));
  return { staff, wish, opened: (await openViewer(db, staff, { viewerId, ...wish, now })) ?? notFound() };
});

async function load({ params, searchParams }: Props) {
  return loadViewer(idOrNotFound((await params).viewerId), timelineAddress(await searchParams));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { opened } = await load(props);
  const t = await getTranslations('admin.viewer');
  return { title: t('title', { email: opened.viewer.email }) };
}

export default async function AdminViewerPage(props: Props) {
  const { staff, wish, opened } = await load(props);
  const { viewer, orders, tickets, screens, tests, timeline, decoded } = opened;
  const t = await getTranslations('admin');
  // Of the newest order's event: what a viewer talks about.
  const timeZone = orders[0]?.timeZone ?? HOUSE_ZONE;
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-2">
        <p>
          <Link
            href="/admin"
            className="inline-flex min-h-11 items-center text-accent underline underline-offset-4 hover:text-accent-hover"
          >
            {t('order.back')}
          </Link>
        </p>
        <h1 className="text-2xl sm:text-3xl">{t('viewer.title', { email: viewer.email })}</h1>
      </div>
      {wish.code !== undefined && (
        <Decoded
          code={wish.code}
          entry={decoded}
          entries={timeline.entries}
          timeZone={timeZone}
          canReply={false}
        />
      )}
      <ViewerOverview viewer={viewer} logins={opened.logins} timeZone={timeZone} />
      <ViewerOrders orders={orders} tickets={tickets} />
      <ViewerPlayback screens={screens} tests={tests} />
      <Timeline
        path={`/admin/viewers/${viewer.id}`}
        page={timeline}
        version={timelineVersion(timeline)}
        group={wish.group}
        isPast={wish.before !== undefined}
        markedKey={decoded?.key}
        timeZone={timeZone}
        orderCodes={new Map(orders.map(({ id, code }) => [id, code]))}
      />
    </StaffFrame>
  );
}

/** For people who have ordered nothing; the messages' own zone. */
const HOUSE_ZONE = 'Asia/Tokyo';
