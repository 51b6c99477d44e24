import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import type { Availability } from '@/lib/domain/ticket-type';

export interface PickerOffer {
  readonly id: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly eventDayIds: readonly string[];
  readonly dayTitles: readonly string[];
  /** `owned`: all its days are the viewer's; `overlaps`: some are, so it cannot be bought either. */
  readonly availability: Availability | 'owned' | 'overlaps';
}

interface TicketOptionProps {
  readonly offer: PickerOffer;
  readonly isChosen: boolean;
  /** Why the form cannot be sent: shown by the browser at this box, which then takes the focus. */
  readonly problem: string;
  readonly onSwitch: (isChosen: boolean) => void;
}

/** One ticket type as a large checkbox; what cannot be had stays in its place, switched off. */
export function TicketOption({ offer, isChosen, problem, onSwitch }: TicketOptionProps) {
  const choose = useTranslations('checkout.choose');
  const t = useTranslations('event');
  const isForSale = offer.availability === 'available' || offer.availability === 'few';
  const nameId = `ticket-${offer.id}`;
  const box = useRef<HTMLInputElement>(null);
  // Ticked before the page's scripts came: React leaves the tick and knows nothing of it.
  const catchUp = useEffectEvent(() => {
    if (box.current !== null) onSwitch(box.current.checked);
  });
  useEffect(() => catchUp(), []);
  useEffect(() => box.current?.setCustomValidity(problem), [problem]);
  return (
    <label
      className={`flex items-start gap-3 rounded-card border bg-surface-raised p-4 ${isChosen ? 'border-accent outline-2 -outline-offset-2 outline-accent' : 'border-border-strong'} ${isForSale ? 'cursor-pointer' : 'cursor-not-allowed border-dashed'}`}
    >
      <input
        ref={box}
        type="checkbox"
        name="ticketTypeIds"
        value={offer.id}
        checked={isChosen}
        onChange={(event) => onSwitch(event.target.checked)}
        disabled={!isForSale}
        aria-labelledby={nameId}
        aria-describedby={`${nameId}-more`}
        className="mt-1 size-6 shrink-0 accent-accent"
      />
      <span className="flex min-w-0 grow flex-col gap-1">
        <span id={nameId} className="flex flex-wrap justify-between gap-x-4 font-bold">
          <span>{offer.name}</span> <Money amountMinor={offer.priceMinor} currency={offer.currency} />
        </span>
        <span
          id={`${nameId}-more`}
          className="flex flex-wrap justify-between gap-x-4 text-sm text-text-muted"
        >
          <span>{offer.dayTitles.join(' / ')}</span>{' '}
          <strong className={offer.availability === 'few' ? 'text-warning' : ''}>
            {offer.availability === 'owned' || offer.availability === 'overlaps'
              ? choose(offer.availability)
              : t(`availability.${offer.availability}`)}
          </strong>
        </span>
      </span>
    </label>
  );
}
