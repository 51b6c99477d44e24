'use client';

import { buttonClass } from '@/components/ui/button-class';
import { useEventState } from './event-state-provider';

interface BuyLinkProps {
  readonly ticketTypeId: string;
  readonly href: string;
  readonly label: string;
  /** Says which ticket to those who hear the link by itself; begins with the label. */
  readonly accessibleName: string;
}

/** How a ticket sells, and the link to buy it while it does. Its place stays the same in every state. */
export function BuyLink({ ticketTypeId, href, label, accessibleName }: BuyLinkProps) {
  const { state, words } = useEventState();
  const availability = state.tickets.find(({ id }) => id === ticketTypeId)?.availability ?? 'closed';
  const isForSale = availability === 'available' || availability === 'few';
  return (
    <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
      <strong className={availability === 'few' ? 'text-warning' : 'text-text-muted'}>
        {words.availability[availability]}
      </strong>
      {isForSale && (
        <a href={href} className={buttonClass('primary')} aria-label={accessibleName}>
          {label}
        </a>
      )}
    </div>
  );
}
