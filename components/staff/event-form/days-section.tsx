'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { withDay, withMoved, withoutDay } from '@/lib/domain/draft-rows';
import type { DraftDay } from '@/lib/domain/event-draft';
import { DayProgram } from './day-program';
import { DayStream } from './day-stream';
import { focusField, useDraft } from './draft-context';
import { DraftChoice, DraftPair, DraftTime } from './draft-fields';
import { FormSection } from './form-section';
import { newRowId } from './new-row-id';
import { RowTools } from './row-tools';

/** The days of an event. A new one takes the focus; the list's heading takes it when one is gone. */
export function DaysSection() {
  const t = useTranslations('admin.eventForm');
  const { draft, change, errors } = useDraft();
  const add = () => {
    const id = newRowId('day');
    change((before) => withDay(before, id));
    focusField(`days.${id}.title.ja`);
  };
  return (
    <FormSection path="days" title={t('section.days')} error={errors.days}>
      {draft.days.length === 0 && <p className="text-text-muted">{t('row.noDays')}</p>}
      {draft.days.map((day) => (
        <DayFields key={day.id} day={day} />
      ))}
      <div>
        <Button variant="secondary" onClick={add}>
          {t('row.addDay')}
        </Button>
      </div>
    </FormSection>
  );
}

const times = ['doorsAt', 'startsAt', 'endsAt', 'archiveUntil'] as const;

function DayFields({ day: { id, items } }: { readonly day: DraftDay }) {
  const t = useTranslations('admin.eventForm');
  const { draft, change, limits } = useDraft();
  const path = `days.${id}`;
  const name = draft.fields[`${path}.title.ja`] ?? '';
  const title = t('place.day', { name: name === '' ? t('place.unnamed') : name });
  const remove = () => {
    change((before) => withoutDay(before, id));
    focusField('days');
  };
  return (
    <details open className="rounded-card border border-border bg-surface-raised">
      <summary className="px-4 py-3 font-bold">{title}</summary>
      <div className="flex flex-col gap-5 px-4 pb-4">
        <DraftPair path={`${path}.title`} label={t('label.day.title')} />
        <DraftChoice
          path={`${path}.access`}
          label={t('label.day.access')}
          options={(['ticket', 'open'] as const).map((value) => ({
            value,
            label: t(`option.access.${value}`),
          }))}
        />
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {times.map((time) => (
            <DraftTime key={time} path={`${path}.${time}`} label={t(`label.day.${time}`)} />
          ))}
        </div>
        <DayProgram dayId={id} items={items} />
        <DayStream dayId={id} />
        <RowTools
          name={title}
          onMove={(by) => change((before) => withMoved(before, 'days', { id, by }))}
          onRemove={remove}
          kept={limits.usedDays.includes(id) ? t('row.dayInUse') : undefined}
        />
      </div>
    </details>
  );
}
