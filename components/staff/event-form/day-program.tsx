'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { withItem, withoutItem } from '@/lib/domain/draft-rows';
import { focusField, fieldId, useDraft } from './draft-context';
import { DraftPair, DraftTime } from './draft-fields';
import { RowTools } from './row-tools';

/** What is on when, line by line. */
export function DayProgram({ dayId, items }: { readonly dayId: string; readonly items: readonly string[] }) {
  const t = useTranslations('admin.eventForm');
  const { draft, change } = useDraft();
  const place = `days.${dayId}.program`;
  const add = () => {
    const next = withItem(draft, dayId);
    change(() => next);
    const item = next.days.find(({ id }) => id === dayId)?.items.at(-1) ?? '';
    focusField(`${place}.${item}.at`);
  };
  const remove = (item: string) => {
    change((before) => withoutItem(before, dayId, item));
    focusField(place);
  };
  return (
    <div role="group" aria-labelledby={fieldId(place)} className="flex flex-col gap-4">
      <h3 id={fieldId(place)} tabIndex={-1}>
        {t('section.program')}
      </h3>
      {items.map((item) => (
        <div key={item} className="flex flex-col gap-3 border-l-2 border-border pl-3">
          <div className="grid gap-4 lg:grid-cols-3">
            <DraftTime path={`${place}.${item}.at`} label={t('label.item.at')} />
            <div className="lg:col-span-2">
              <DraftPair path={`${place}.${item}.title`} label={t('label.item.title')} />
            </div>
          </div>
          <RowTools
            name={draft.fields[`${place}.${item}.title.ja`] || t('place.unnamed')}
            onRemove={() => remove(item)}
          />
        </div>
      ))}
      <div>
        <Button variant="secondary" onClick={add}>
          {t('row.addItem')}
        </Button>
      </div>
    </div>
  );
}
