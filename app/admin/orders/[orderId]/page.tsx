import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { CaseActs } from '@/components/staff/act-case';
import { CaseAnswers } from '@/components/staff/case-answers';
import { CaseMoney } from '@/components/staff/case-money';
import { CaseOverview } from '@/components/staff/case-overview';
import { CaseTickets } from '@/components/staff/case-tickets';
import { StaffFrame } from '@/components/staff/staff-frame';
import { Timeline } from '@/components/staff/timeline';
import { Decoded } from '@/components/staff/timeline-decoded';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { hasPower } from '@/lib/domain/staff-role';
import { suggestedReply } from '@/lib/domain/timeline-advice';
import { runtime } from '@/lib/runtime';
import { openCase } from '@/lib/staff/open-case';
import { timelineVersion } from '@/lib/staff/timeline';
import { idOrNotFound } from '../../id-or-not-found';
import { timelineAddress, timelineParameters } from '../../timeline-parameters';
import {
  changeOrderContact,
  closeSessions,
  move,
  note,
  refund,
  reply,
  resend,
  restore,
  revoke,
} from './actions';

const actions = {
  resend_mail: resend,
  send_reply: reply,
  add_note: note,
  change_contact: changeOrderContact,
  move_tickets: move,
  close_sessions: closeSessions,
  revoke,
  restore,
  refund,
} as const;

// Nothing of these pages may be made by the build or kept.
export const dynamic = 'force-dynamic';

type Props = PageProps<'/admin/orders/[orderId]'>;

/** Once per rendering, for the page and its title; both are behind the same guard, and it is one look. */
const loadCase = cache(async (orderId: string, address: string) => {
  const staff = (await currentStaff()) ?? notFound();
  const { db, now } = runtime();
  const wish = timelineParameters(Object.fromEntries(new URLSearchParams(address)));
  return { staff, wish, opened: (await openCase(db, staff, { orderId, ...wish, now })) ?? notFound() };
});

async function load({ params, searchParams }: Props) {
  const given = await searchParams;
  return { q: given.q, ...(await loadCase(idOrNotFound((await params).orderId), timelineAddress(given))) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { opened } = await load(props);
  const t = await getTranslations('admin.order');
  return { title: t('title', { code: opened.found.order.code }) };
}

export default async function AdminOrderPage(props: Props) {
  const { staff, wish, opened, q } = await load(props);
  const { found, facts, timeline, decoded } = opened;
  const { order, viewer, event, entitlements } = found;
  const { timeZone } = event;
  const t = await getTranslations('admin.order');
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-2">
        <p>
          <Link
            href={typeof q === 'string' ? `/admin?q=${encodeURIComponent(q)}` : '/admin'}
            className="inline-flex min-h-11 items-center text-accent underline underline-offset-4 hover:text-accent-hover"
          >
            {t('back')}
          </Link>
        </p>
        <h1 className="text-2xl sm:text-3xl">{t('title', { code: order.code })}</h1>
      </div>
      {wish.code !== undefined && (
        <Decoded
          code={wish.code}
          entry={decoded}
          entries={timeline.entries}
          timeZone={timeZone}
          canReply={hasPower(staff.roles, 'send_reply')}
        />
      )}
      <CaseAnswers order={order} playback={found.playback} mail={facts.lastMail} timeZone={timeZone} />
      <CaseOverview order={order} buyer={viewer} event={event} />
      <CaseActs
        roles={staff.roles}
        order={order}
        timeZone={timeZone}
        facts={facts}
        suggested={suggestedReply(decoded)}
        actions={actions}
      />
      <Timeline
        path={`/admin/orders/${order.id}`}
        page={timeline}
        version={timelineVersion(timeline)}
        group={wish.group}
        isPast={wish.before !== undefined}
        markedKey={decoded?.key}
        timeZone={timeZone}
      />
      <CaseTickets
        lines={found.lines}
        entitlements={entitlements}
        currency={order.currency}
        timeZone={timeZone}
      />
      <CaseMoney payments={found.payments} refunds={found.refunds} order={order} timeZone={timeZone} />
    </StaffFrame>
  );
}
