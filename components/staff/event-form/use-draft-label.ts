import { useTranslations } from 'next-intl';
import { placeOf } from '@/lib/domain/draft-place';
import type { EventDraft } from '@/lib/domain/event-draft';

/** What a place of a draft is called: its label, and the day or ticket type that it is of, by the name in `drafts`. */
export function useDraftLabel(...drafts: readonly EventDraft[]): (path: string) => string {
  const t = useTranslations('admin.eventForm');
  const nameOf = (path: string) =>
    drafts.map(({ fields }) => fields[path]).find((name) => name !== undefined && name !== '') ??
    t('place.unnamed');
  return (path) => {
    const place = placeOf(path);
    if (place === undefined) return path === 'state' ? t('place.state') : path;
    switch (place.scope) {
      case 'list':
        return t(place.list === 'days' ? 'section.days' : 'section.types');
      case 'event':
        return inLanguage(t(`label.event.${place.field}`), place.language);
      case 'day': {
        const name = t('place.day', { name: nameOf(`days.${place.id}.title.ja`) });
        return inPlace(name, place.field && t(`label.day.${place.field}`), place.language);
      }
      case 'item': {
        const name = t('place.item', { name: nameOf(`days.${place.id}.title.ja`) });
        return inPlace(name, place.field && t(`label.item.${place.field}`), place.language);
      }
      case 'type': {
        const name = t('place.type', { name: nameOf(`ticketTypes.${place.id}.name.ja`) });
        return inPlace(name, place.field && t(`label.type.${place.field}`), place.language);
      }
    }
  };

  function inPlace(place: string, label: string | undefined, language: 'ja' | 'en' | undefined): string {
    return label === undefined ? place : t('place.in', { place, label: inLanguage(label, language) });
  }

  function inLanguage(label: string, language: 'ja' | 'en' | undefined): string {
    return language === undefined ? label : t('inLanguage', { label, language: t(`languages.${language}`) });
  }
}
