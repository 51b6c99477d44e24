'use client';

import { useTranslations } from 'next-intl';
import { keySystems } from '@/lib/domain/key-system';
import { useDraft } from './draft-context';
import { DraftChecks } from './draft-checks';
import { DraftArea, DraftText } from './draft-fields';

/** Where the picture comes from, and by which keys. */
export function DayStream({ dayId }: { readonly dayId: string }) {
  const t = useTranslations('admin.eventForm');
  const { limits } = useDraft();
  const path = `days.${dayId}`;
  const origins = limits.mediaOrigins.join(' ');
  return (
    <div role="group" aria-labelledby={`stream-${dayId}`} className="flex flex-col gap-4">
      <h3 id={`stream-${dayId}`}>{t('section.streams')}</h3>
      <DraftText
        path={`${path}.manifestUrl`}
        label={t('label.day.manifestUrl')}
        hint={t('hint.manifestUrl', { origins })}
        inputMode="url"
        spellCheck={false}
      />
      <DraftText
        path={`${path}.hlsManifestUrl`}
        label={t('label.day.hlsManifestUrl')}
        hint={t('hint.hlsManifestUrl')}
        inputMode="url"
        spellCheck={false}
      />
      <DraftText
        path={`${path}.backupOrigin`}
        label={t('label.day.backupOrigin')}
        hint={t('hint.backupOrigin')}
        inputMode="url"
        spellCheck={false}
      />
      <DraftChecks
        path={`${path}.keySystems`}
        label={t('label.day.keySystems')}
        options={keySystems.map((name) => ({
          value: name,
          label: limits.keySystems.includes(name) ? name : t('hint.noVendor', { name }),
        }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <DraftArea path={`${path}.kids`} label={t('label.day.kids')} hint={t('hint.kids')} rows={4} isCode />
        <DraftArea
          path={`${path}.contentIds`}
          label={t('label.day.contentIds')}
          hint={t('hint.contentIds')}
          rows={4}
          isCode
        />
      </div>
    </div>
  );
}
