'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { withMoved, withoutTicketType, withTicketType } from '@/lib/domain/draft-rows';
import { focusField, useDraft } from './draft-context';
import { DraftChecks } from './draft-checks';
import { DraftPair, DraftText, DraftTime } from './draft-fields';
import { FormSection } from './form-section';
import { newRowId } from './new-row-id';
import { RowTools } from './row-tools';

/** What is sold. A new ticket type takes the focus; the list's heading takes it when one is gone. */
export function TypesSection() {
  const t = useTranslations('admin.eventForm');
  const { draft, change, errors } = useDraft();
  const add = () => {
    const id = newRowId('tkt');
    change((before) => withTicketType(before, id));
    focusField(`ticketTypes.${id}.name.ja`);
  };
  return (
    <FormSection path="ticketTypes" title={t('section.types')} error={errors.ticketTypes}>
      {draft.ticketTypes.length === 0 && <p className="text-text-muted">{t('row.noTypes')}</p>}
      {draft.ticketTypes.map((id) => (
        <TypeFields key={id} id={id} />
      ))}
      <div>
        <Button variant="secondary" onClick={add}>
          {t('row.addType')}
        </Button>
      </div>
    </FormSection>
  );
}

function TypeFields({ id }: { readonly id: string }) {
  const t = useTranslations('admin.eventForm');
  const { draft, change, limits } = useDraft();
  const path = `ticketTypes.${id}`;
  const name = draft.fields[`${path}.name.ja`] ?? '';
  const title = t('place.type', { name: name === '' ? t('place.unnamed') : name });
  const isUsed = limits.usedTicketTypes.includes(id);
  const days = draft.days
    .filter((day) => draft.fields[`days.${day.id}.access`] === 'ticket')
    .map((day) => ({ value: day.id, label: draft.fields[`days.${day.id}.title.ja`] || t('place.unnamed') }));
  const remove = () => {
    change((before) => withoutTicketType(before, id));
    focusField('ticketTypes');
  };
  return (
    <details open className="rounded-card border border-border bg-surface-raised">
      <summary className="px-4 py-3 font-bold">{title}</summary>
      <div className="flex flex-col gap-5 px-4 pb-4">
        <DraftPair path={`${path}.name`} label={t('label.type.name')} />
        <SaleFields path={path} id={id} isUsed={isUsed} />
        <DraftChecks
          path={`${path}.days`}
          label={t('label.type.days')}
          hint={isUsed ? t('hint.daysUsed') : undefined}
          isFixed={isUsed}
          options={days}
        />
        <RowTools
          name={title}
          onMove={(by) => change((before) => withMoved(before, 'ticketTypes', { id, by }))}
          onRemove={remove}
          kept={isUsed ? t('row.typeInUse') : undefined}
        />
      </div>
    </details>
  );
}

interface SaleFieldsProps {
  readonly path: string;
  readonly id: string;
  readonly isUsed: boolean;
}

function SaleFields({ path, id, isUsed }: SaleFieldsProps) {
  const t = useTranslations('admin.eventForm');
  const { sold = 0, held = 0 } = useDraft().limits.seats[id] ?? {};
  const taken = sold + held;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <DraftText
          path={`${path}.price`}
          label={t('label.type.price')}
          hint={t(isUsed ? 'hint.priceUsed' : 'hint.price')}
          inputMode="decimal"
        />
        <DraftText
          path={`${path}.currency`}
          label={t('label.type.currency')}
          hint={t(isUsed ? 'hint.currencyUsed' : 'hint.currency')}
          disabled={isUsed}
          maxLength={3}
          spellCheck={false}
        />
        <DraftText
          path={`${path}.capacity`}
          label={t('label.type.capacity')}
          hint={taken === 0 ? t('hint.capacityFree') : t('hint.capacity', { sold, held, taken })}
          inputMode="numeric"
        />
        <DraftText
          path={`${path}.screens`}
          label={t('label.type.screens')}
          hint={t('hint.screens')}
          inputMode="numeric"
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <DraftTime path={`${path}.saleStartsAt`} label={t('label.type.saleStartsAt')} />
        <DraftTime path={`${path}.saleEndsAt`} label={t('label.type.saleEndsAt')} />
      </div>
    </>
  );
}
