'use client';

import { useTranslations } from 'next-intl';
import { useDraft } from './draft-context';
import { DraftArea, DraftChoice, DraftPair, DraftText } from './draft-fields';
import { FormSection } from './form-section';

/** Address, zone, and who stands behind the event. */
export function BasicsSection({ timeZones }: { readonly timeZones: readonly string[] }) {
  const t = useTranslations('admin.eventForm');
  const { isPublished } = useDraft();
  return (
    <FormSection path="basics" title={t('section.basics')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <DraftText
          path="slug"
          label={t('label.event.slug')}
          hint={t(isPublished ? 'hint.slugFixed' : 'hint.slug')}
          disabled={isPublished}
          spellCheck={false}
        />
        <DraftText
          path="timeZone"
          label={t('label.event.timeZone')}
          hint={t('hint.timeZone')}
          list="time-zones"
          spellCheck={false}
        />
      </div>
      <datalist id="time-zones">
        {timeZones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <DraftPair path="organizer" label={t('label.event.organizer')} />
      <DraftText
        path="contactEmail"
        label={t('label.event.contactEmail')}
        inputMode="email"
        spellCheck={false}
      />
    </FormSection>
  );
}

/** What the audience reads. */
export function TextsSection() {
  const t = useTranslations('admin.eventForm');
  return (
    <FormSection path="texts" title={t('section.texts')}>
      <DraftPair path="title" label={t('label.event.title')} />
      <DraftPair path="tagline" label={t('label.event.tagline')} />
      <DraftPair path="description" label={t('label.event.description')} rows={5} />
      <DraftPair path="refundTerms" label={t('label.event.refundTerms')} rows={4} />
    </FormSection>
  );
}

/** Licenses, what viewers may do with the picture, and where they may be. */
export function RulesSection() {
  const t = useTranslations('admin.eventForm');
  const { draft } = useDraft();
  const onOff = (name: 'chasePlay' | 'pictureInPicture') => [
    { value: '', label: t(`option.${name}.default`) },
    { value: 'on', label: t('option.on') },
    { value: 'off', label: t('option.off') },
  ];
  return (
    <FormSection path="rules" title={t('section.rules')}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <DraftText
          path="licenseSeconds"
          label={t('label.event.licenseSeconds')}
          hint={t('hint.licenseSeconds')}
          inputMode="numeric"
        />
        <DraftChoice
          path="hdcp"
          label={t('label.event.hdcp')}
          options={[
            { value: '', label: t('option.hdcp.default') },
            { value: 'none', label: t('option.hdcp.none') },
            { value: '1.4', label: t('option.hdcp.1') },
            { value: '2.2', label: t('option.hdcp.2') },
          ]}
        />
        <DraftChoice
          path="securityLevel"
          label={t('label.event.securityLevel')}
          options={[
            { value: '', label: t('option.securityLevel.default') },
            { value: 'software', label: t('option.securityLevel.software') },
            { value: 'hardware', label: t('option.securityLevel.hardware') },
          ]}
        />
        <DraftChoice path="chasePlay" label={t('label.event.chasePlay')} options={onOff('chasePlay')} />
        <DraftChoice
          path="pictureInPicture"
          label={t('label.event.pictureInPicture')}
          options={onOff('pictureInPicture')}
        />
        <DraftChoice
          path="countryMode"
          label={t('label.event.countryMode')}
          options={(['anywhere', 'only', 'except'] as const).map((mode) => ({
            value: mode === 'anywhere' ? '' : mode,
            label: t(`option.countryMode.${mode}`),
          }))}
        />
      </div>
      {draft.fields.countryMode !== '' && (
        <div className="grid gap-4 sm:grid-cols-2">
          <DraftArea
            path="countries"
            label={t('label.event.countries')}
            hint={t('hint.countries')}
            rows={2}
            isCode
          />
          <DraftChoice
            path="unknownCountry"
            label={t('label.event.unknownCountry')}
            options={(['refuse', 'allow'] as const).map((value) => ({
              value,
              label: t(`option.unknownCountry.${value}`),
            }))}
          />
        </div>
      )}
    </FormSection>
  );
}
