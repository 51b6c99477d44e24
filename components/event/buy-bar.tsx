'use client';

import { buttonClass } from '@/components/ui/button-class';
import { useEventState } from './event-state-provider';

interface BuyBarProps {
  readonly label: string;
  /** `￥2,500（税込）から`. */
  readonly price: string;
  readonly test: { readonly href: string; readonly text: string };
  readonly buy: { readonly href: string; readonly text: string };
}

/**
 * Price and ways on, at the bottom edge of phones. Sticky within the page, so it never lies over the footer;
 * focused elements scroll clear of it (scroll-padding in globals.css).
 */
export function BuyBar({ label, price, test, buy }: BuyBarProps) {
  const { state } = useEventState();
  const isForSale = state.tickets.some(({ availability }) => ['available', 'few'].includes(availability));
  if (!isForSale) return null;
  return (
    <nav
      aria-label={label}
      className="sticky bottom-0 -mx-4 flex flex-wrap items-center gap-2 border-t border-border bg-surface-raised px-4 py-2 sm:hidden"
    >
      <span className="w-full text-sm font-bold">{price}</span>
      <a href={test.href} className={`${buttonClass('secondary')} grow`}>
        {test.text}
      </a>
      <a href={buy.href} className={`${buttonClass('primary')} grow`}>
        {buy.text}
      </a>
    </nav>
  );
}
