import type { ReactNode } from 'react';
import { NextIntlClientProvider, useMessages, useTranslations } from 'next-intl';
import { type ActLine, isRefundable } from '@/lib/domain/act-line';
import type { ActRefusal } from '@/lib/domain/act-refusal';
import type { ReplyDraft, ReplyTemplate } from '@/lib/domain/reply-template';
import { hasPower, type StaffRole } from '@/lib/domain/staff-role';
import { ActEffect } from './act-effect';
import type { ActFormProps } from './act-form';
import { LineFields } from './act-line-choice';
import { ReasonField, WordsField } from './act-reason';
import { RefundFields } from './act-refund-fields';
import { ReplyFields } from './act-reply-fields';
import { type MailToResend, ResendFields } from './act-resend-fields';
import { ContactFields } from './act-contact-fields';
import { ConfirmAction } from './confirm-action';

type Act = ActFormProps<ActRefusal>['action'];

/** The acts on a case, in the order of the menu. */
const acts = [
  'resend_mail',
  'send_reply',
  'add_note',
  'change_contact',
  'move_tickets',
  'close_sessions',
  'revoke',
  'restore',
  'refund',
] as const;

export type CaseAct = (typeof acts)[number];

export interface CaseActsProps {
  readonly roles: readonly StaffRole[];
  readonly order: {
    readonly id: string;
    readonly currency: string;
    readonly contactEmail: string;
    readonly locale: string;
  };
  readonly timeZone: string;
  readonly facts: {
    readonly lines: readonly ActLine[];
    readonly leftMinor: number;
    readonly openSessions: number;
    readonly mails: readonly MailToResend[];
    readonly drafts: readonly ReplyDraft[];
  };
  /** The reply to begin with. */
  readonly suggested?: ReplyTemplate | undefined;
  readonly actions: Readonly<Record<CaseAct, Act>>;
}

/** Everything that this member of staff may do with the order, each behind a dialog that tells its effect. */
export function CaseActs({ actions, ...shown }: CaseActsProps) {
  const { admin, common, fault } = useMessages();
  const t = useTranslations('admin.act');
  const { roles, order } = shown;
  return (
    <section aria-labelledby="acts" className="flex flex-col gap-3">
      <h2 id="acts" className="text-xl">
        {t('title')}
      </h2>
      <NextIntlClientProvider messages={{ admin: { act: admin.act }, common, fault }}>
        <div className="flex flex-wrap gap-3">
          {acts
            .filter((act) => hasPower(roles, act))
            .map((act) => (
              <ConfirmAction
                key={act}
                name={t(`name.${act}`)}
                done={t(`done.${act}`)}
                variant={isDrastic(act) ? 'danger' : 'secondary'}
                action={actions[act]}
                submit={{ id: act, label: t(`submit.${act}`), isDanger: isDrastic(act) }}
                hidden={{ orderId: order.id }}
                refusals={admin.act.refusal}
                signInHref={`/sign-in?next=${encodeURIComponent(`/admin/orders/${order.id}`)}&again=1`}
                nothing={isEmpty(act, shown.facts) ? t(`${nothingOf(act)}.nothing`) : undefined}
                reason={<ActReason act={act} />}
              >
                <ActFields act={act} {...shown} />
              </ConfirmAction>
            ))}
        </div>
      </NextIntlClientProvider>
    </section>
  );
}

function isDrastic(act: CaseAct): boolean {
  return act === 'refund' || act === 'revoke';
}

type Facts = CaseActsProps['facts'];

function isEmpty(act: CaseAct, facts: Facts): boolean {
  switch (act) {
    case 'refund':
    case 'revoke':
    case 'restore':
      return linesFor(act, facts).length === 0;
    case 'close_sessions':
      return facts.openSessions === 0;
    case 'resend_mail':
      return facts.mails.length === 0;
    case 'send_reply':
    case 'add_note':
    case 'change_contact':
    case 'move_tickets':
      return false;
  }
}

function nothingOf(act: CaseAct) {
  if (act === 'close_sessions') return 'sessions';
  return act === 'refund' || act === 'revoke' || act === 'restore' ? act : 'resend';
}

function linesFor(act: 'refund' | 'revoke' | 'restore', { lines }: Facts): readonly ActLine[] {
  if (act === 'refund') return lines.filter(isRefundable);
  return lines.filter(({ standing }) => standing === (act === 'revoke' ? 'open' : 'revoked'));
}

/** A note says why by itself; whoever answers a question need not say so again. */
function ActReason({ act }: { readonly act: CaseAct }): ReactNode {
  const t = useTranslations('admin.act');
  if (act === 'add_note') {
    const field = { label: t('note.label'), hint: t('note.hint'), rows: 5, maxLength: 2000 };
    return <WordsField id="note" name="reason" {...field} />;
  }
  const isAnswer = act === 'send_reply' || act === 'resend_mail';
  return <ReasonField id={`${act}-reason`} defaultValue={isAnswer ? t('reasonAsked') : undefined} />;
}

interface ActFieldsProps extends Omit<CaseActsProps, 'actions' | 'roles'> {
  readonly act: CaseAct;
}

function ActFields({ act, order, timeZone, facts, suggested }: ActFieldsProps): ReactNode {
  const t = useTranslations('admin.act');
  const { contactEmail: to, currency } = order;
  switch (act) {
    case 'refund':
      return (
        <RefundFields lines={linesFor(act, facts)} leftMinor={facts.leftMinor} currency={currency} to={to} />
      );
    case 'revoke':
    case 'restore': {
      const effects =
        act === 'revoke' ? [t('revoke.ends'), t('revoke.money')] : [t('restore.begins'), t('restore.mail')];
      return <LineFields lines={linesFor(act, facts)} currency={currency} effects={effects} />;
    }
    case 'close_sessions':
      return (
        <ActEffect effects={[t('sessions.count', { count: facts.openSessions }), t('sessions.again')]} />
      );
    case 'move_tickets':
      return <ActEffect effects={[t('move.link', { to }), t('move.moves'), t('move.older')]} />;
    case 'change_contact':
      return <ContactFields from={to} />;
    case 'resend_mail':
      return <ResendFields mails={facts.mails} to={to} timeZone={timeZone} />;
    case 'send_reply':
      return (
        <ReplyFields
          drafts={facts.drafts}
          locale={order.locale === 'en' ? 'en' : 'ja'}
          to={to}
          suggested={suggested}
        />
      );
    case 'add_note':
      return <ActEffect effects={[t('note.effect')]} />;
  }
}
