'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import type { SaleRefusal } from '@/lib/domain/refusal';
import type { FaultName } from './action-states';

interface ProblemNoticeProps {
  /** The answer it tells of: another one takes the focus again, even with the same words. */
  readonly cause: object;
  readonly title: string;
  readonly children: ReactNode;
}

/** Something went wrong: the message takes the focus, so that nobody has to look for it. */
export function ProblemNotice({ cause, title, children }: ProblemNoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [cause]);
  return (
    <div ref={box} tabIndex={-1} className="rounded-card">
      <Notice tone="danger" title={title}>
        <div className="flex flex-col items-start gap-2">{children}</div>
      </Notice>
    </div>
  );
}

interface RefusalNoticeProps {
  readonly refused: { readonly reason: SaleRefusal };
  readonly slug: string;
}

/** A rule of the sale said no: why, and the way on. */
export function RefusalNotice({ refused, slug }: RefusalNoticeProps) {
  const t = useTranslations('refusal');
  const { reason } = refused;
  const href = refusalHref(reason, encodeURIComponent(slug));
  return (
    <ProblemNotice cause={refused} title={t(`${reason}.title`)}>
      <p>{t(`${reason}.text`)}</p>
      <ButtonLink href={href} variant="secondary">
        {t(`${reason}.action`)}
      </ButtonLink>
    </ProblemNotice>
  );
}

interface FaultNoticeProps {
  readonly fault: { readonly code: FaultName; readonly ref: string };
  /** Said below the text, such as that the seat is still held. */
  readonly note?: string;
}

/** The request could not go on: what to do, and the code that support can find it by. */
export function FaultNotice({ fault, note }: FaultNoticeProps) {
  const t = useTranslations('fault');
  const common = useTranslations('common');
  const { code } = fault;
  return (
    <ProblemNotice cause={fault} title={t(`${code}.title`)}>
      <p>{t(`${code}.text`)}</p>
      {note !== undefined && <p>{note}</p>}
      {(code === 'not_signed_in' || code === 'not_found') && (
        <ButtonLink href={code === 'not_found' ? '/' : '/sign-in'} variant="secondary">
          {t(`${code}.action`)}
        </ButtonLink>
      )}
      <p className="text-sm text-text-muted">
        {common('reference')}: <code className="font-mono font-bold text-text">{fault.ref}</code>
      </p>
    </ProblemNotice>
  );
}

function refusalHref(reason: SaleRefusal, slug: string): string {
  switch (reason) {
    case 'already_entitled':
    case 'limit_reached':
      return '/tickets';
    case 'sale_not_open':
    case 'sale_closed':
      return `/events/${slug}`;
    case 'sold_out':
    case 'hold_expired':
    case 'promo_unknown':
    case 'promo_used_up':
    case 'promo_not_usable':
      return `/checkout/${slug}`;
  }
}
