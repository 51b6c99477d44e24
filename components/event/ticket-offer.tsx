import { useLocale, useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import { Money } from '@/components/ui/money';
import { formatMoney } from '@/lib/domain/money';
import { BuyLink } from './buy-link';

export interface Offer {
  readonly id: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly days: readonly { readonly title: string; readonly hasEnded: boolean }[];
  readonly savingMinor: number | undefined;
  /** When the sale opens, as long as it has not; else when it ends. */
  readonly sale: { readonly opens: boolean; readonly at: Date };
}

interface TicketOfferProps {
  readonly offer: Offer;
  readonly venueTimeZone: string;
  readonly buyHref: string;
}

/** A ticket type as a card; sold out or over, it keeps its place. */
export function TicketOffer({ offer, venueTimeZone, buyHref }: TicketOfferProps) {
  const t = useTranslations('event.tickets');
  const locale = useLocale();
  const { currency } = offer;
  return (
    <li className="flex flex-col gap-3 rounded-card border border-border bg-surface-raised p-4">
      <h3 className="text-lg">{offer.name}</h3>
      <p className="text-2xl font-bold">
        <Money amountMinor={offer.priceMinor} currency={currency} />{' '}
        <span className="text-sm font-normal text-text-muted">{t('taxIncluded')}</span>
      </p>
      {offer.savingMinor !== undefined && (
        <p className="font-bold text-success">
          {t('saving', { saving: formatMoney(offer.savingMinor, currency, locale) })}
        </p>
      )}
      <div className="grow">
        <p className="text-sm text-text-muted">{t('opens')}</p>
        <ul className="list-disc pl-5">
          {offer.days.map(({ title, hasEnded }) => (
            <li key={title}>{hasEnded ? t('opensNoMore', { day: title }) : title}</li>
          ))}
        </ul>
      </div>
      <div className="text-sm text-text-muted">
        <p>{t(offer.sale.opens ? 'saleStarts' : 'saleEnds')}</p>
        <LocalTime at={offer.sale.at} venueTimeZone={venueTimeZone} />
      </div>
      <BuyLink
        ticketTypeId={offer.id}
        href={buyHref}
        label={t('buy')}
        accessibleName={t('buyNamed', { ticket: offer.name })}
      />
    </li>
  );
}
