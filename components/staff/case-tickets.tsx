import { useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import type { EntitlementState } from '@/lib/domain/license-decision';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import { CaseSection } from './case-section';
import { EventTime } from './event-time';
import { StateBadge } from './state-badge';

interface CaseTicketsProps {
  readonly lines: readonly {
    readonly id: string;
    readonly name: LocalizedText;
    readonly priceMinor: number;
  }[];
  readonly entitlements: readonly {
    readonly id: string;
    readonly state: EntitlementState;
    readonly dayTitle: LocalizedText;
    readonly startsAt: Date;
  }[];
  readonly currency: string;
  readonly timeZone: string;
}

export const entitlementTones = { active: 'good', suspended: 'alarm', revoked: 'stopped' } as const;

/** What was bought, and which days it opens. */
export function CaseTickets({ lines, entitlements, currency, timeZone }: CaseTicketsProps) {
  const t = useTranslations('admin');
  const locale = useLocale();
  return (
    <>
      <CaseSection
        id="lines"
        title={t('order.lines')}
        nothing={t('order.noLines')}
        columns={[
          { key: 'ticket', label: t('column.ticket') },
          { key: 'price', label: t('column.price'), numeric: true },
        ]}
        rows={lines.map((line) => ({
          key: line.id,
          cells: [
            inLocale(line.name, locale),
            <Money key="price" amountMinor={line.priceMinor} currency={currency} />,
          ],
        }))}
      />
      <CaseSection
        id="entitlements"
        title={t('order.entitlements')}
        nothing={t('order.noEntitlements')}
        columns={[
          { key: 'day', label: t('column.day') },
          { key: 'state', label: t('column.state') },
          { key: 'starts', label: t('column.starts') },
        ]}
        rows={entitlements.map((right) => ({
          key: right.id,
          cells: [
            inLocale(right.dayTitle, locale),
            <StateBadge
              key="state"
              tone={entitlementTones[right.state]}
              word={t(`entitlementState.${right.state}`)}
            />,
            <EventTime key="starts" at={right.startsAt} timeZone={timeZone} />,
          ],
        }))}
      />
    </>
  );
}
