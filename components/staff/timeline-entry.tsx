import type { ReactNode } from 'react';
import type { TimelineEntry } from '@/lib/domain/timeline';
import {
  DisputeClosedTold,
  DisputeOpenedTold,
  OrderStateTold,
  PaymentTold,
  RefundTold,
  StripeEventTold,
} from './timeline-money';
import {
  LicenseTold,
  ScreenLinkTold,
  SessionClosedTold,
  SessionOpenedTold,
  SignInTold,
  TestTold,
  TroubleTold,
} from './timeline-play';
import { BannerTold, DayBeginsTold, ShowSwitchTold } from './timeline-show';
import { ActTold, AlertTold, ClaimLinkTold, ClaimUsedTold, MailTold } from './timeline-talk';

/** What an entry tells, in the words of its kind. */
export function EntryTold({ entry }: { readonly entry: TimelineEntry }): ReactNode {
  switch (entry.kind) {
    case 'order_state':
      return <OrderStateTold {...entry.facts} />;
    case 'payment':
      return <PaymentTold {...entry.facts} />;
    case 'stripe_event':
      return <StripeEventTold {...entry.facts} />;
    case 'refund':
      return <RefundTold {...entry.facts} />;
    case 'dispute_opened':
      return <DisputeOpenedTold {...entry.facts} />;
    case 'dispute_closed':
      return <DisputeClosedTold {...entry.facts} />;
    case 'mail':
    case 'act':
    case 'claim_link':
    case 'claim_used':
    case 'alert':
      return <TalkTold entry={entry} />;
    case 'sign_in':
    case 'test':
    case 'session_opened':
    case 'session_closed':
    case 'license':
    case 'screen_link':
    case 'trouble':
      return <PlayTold entry={entry} />;
    case 'day_begins':
      return <DayBeginsTold {...entry.facts} />;
    case 'show_switch':
      return <ShowSwitchTold {...entry.facts} />;
    case 'banner':
      return <BannerTold {...entry.facts} />;
  }
}

type EntryOf<Kind> = Extract<TimelineEntry, { readonly kind: Kind }>;

function TalkTold({
  entry,
}: {
  readonly entry: EntryOf<'mail' | 'act' | 'claim_link' | 'claim_used' | 'alert'>;
}) {
  switch (entry.kind) {
    case 'mail':
      return <MailTold {...entry.facts} />;
    case 'act':
      return <ActTold {...entry.facts} />;
    case 'claim_link':
      return <ClaimLinkTold {...entry.facts} />;
    case 'claim_used':
      return <ClaimUsedTold {...entry.facts} />;
    case 'alert':
      return <AlertTold {...entry.facts} />;
  }
}

interface PlayToldProps {
  readonly entry: EntryOf<
    'sign_in' | 'test' | 'session_opened' | 'session_closed' | 'license' | 'screen_link' | 'trouble'
  >;
}

function PlayTold({ entry }: PlayToldProps) {
  switch (entry.kind) {
    case 'sign_in':
      return <SignInTold {...entry.facts} />;
    case 'test':
      return <TestTold {...entry.facts} />;
    case 'session_opened':
      return <SessionOpenedTold {...entry.facts} />;
    case 'session_closed':
      return <SessionClosedTold {...entry.facts} />;
    case 'license':
      return <LicenseTold {...entry.facts} />;
    case 'screen_link':
      return <ScreenLinkTold {...entry.facts} />;
    case 'trouble':
      return <TroubleTold {...entry.facts} />;
  }
}
