import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { CaseActs } from '@/components/staff/act-case';
import { CaseMoney } from '@/components/staff/case-money';
import { CaseOverview } from '@/components/staff/case-overview';
import { CasePlayback } from '@/components/staff/case-playback';
import { CaseTickets } from '@/components/staff/case-tickets';
import { StaffFrame } from '@/components/staff/staff-frame';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { runtime } from '@/lib/runtime';
import { findActFacts } from '@/lib/staff/act-facts';
import { findCase } from '@/lib/staff/find-case';
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

/** Once per rendering, for the page and its title; both are behind the same guard. */
const loadCase = cache(async (orderId: string) => {
  const staff = (await currentStaff()) ?? notFound();
  return { staff, found: (await findCase(runtime().db, staff, orderId)) ?? notFound() };
});

export async function generateMetadata({ params }: PageProps<'/admin/orders/[orderId]'>): Promise<Metadata> {
  const { found } = await loadCase((await params).orderId);
  const t = await getTranslations('admin.order');
  return { title: t('title', { code: found.order.code }) };
}

export default async function AdminOrderPage({ params, searchParams }: PageProps<'/admin/orders/[orderId]'>) {
  const { staff, found } = await loadCase((await params).orderId);
  const { q } = await searchParams;
  const { order, viewer, event } = found;
  const { db, now } = runtime();
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
      <CaseOverview order={order} buyer={viewer} event={event} />
      <CaseActs
        roles={staff.roles}
        order={order}
        timeZone={event.timeZone}
        facts={await findActFacts(db, staff, { orderId: order.id, now })}
        actions={actions}
      />
      <CaseTickets
        lines={found.lines}
        entitlements={found.entitlements}
        currency={order.currency}
        timeZone={event.timeZone}
      />
      <CaseMoney payments={found.payments} refunds={found.refunds} order={order} timeZone={event.timeZone} />
      <CasePlayback
        sessions={found.sessions}
        decisions={found.decisions}
        timeZone={event.timeZone}
        now={runtime().now}
      />
    </StaffFrame>
  );
}
