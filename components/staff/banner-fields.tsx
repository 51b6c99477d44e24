'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { Announcement } from '@/lib/domain/announcement';
import {
  type BannerPreset,
  bannerPresets,
  fieldOf,
  fillPreset,
  presetBanner,
} from '@/lib/domain/banner-preset';
import type { LocalizedText } from '@/lib/domain/localized-text';
import { ReasonField } from './act-reason';
import { type BannerDraft, BannerDraftFields } from './banner-draft-fields';

interface BannerFieldsProps {
  /** How the audience's pages call it, in each language. */
  readonly labels: LocalizedText;
  /** A clock time to begin with, in the event's zone: `20:40`. */
  readonly clock: string;
  /** The banner that is changed. */
  readonly open?: Announcement;
}

const fallback = '15';

/** A preset, or words of one's own, and all that they are shown with; below it what the audience will see. */
export function BannerFields({ labels, clock, open }: BannerFieldsProps) {
  const t = useTranslations('admin.banner');
  const id = useId();
  const [preset, setPreset] = useState<BannerPreset | 'own' | undefined>(
    open === undefined ? undefined : 'own',
  );
  const [draft, setDraft] = useState<BannerDraft>(() => firstDraft(open));
  const choose = (chosen: BannerPreset | 'own') => {
    setPreset(chosen);
    if (chosen === 'own') return;
    const value = fieldOf(chosen) === 'time' ? clock : fallback;
    const { severity, audience, end } = presetBanner(chosen);
    setDraft({ severity, audience, end, value, ...fillPreset(chosen, value) });
  };
  const change = (changes: Partial<BannerDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const fill = (value: string) =>
    change({ value, ...(preset === undefined || preset === 'own' ? {} : fillPreset(preset, value)) });
  return (
    <>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-bold">{t('presetTitle')}</legend>
        <div className="flex flex-wrap gap-2">
          {[...bannerPresets, 'own' as const].map((name) => (
            <label
              key={name}
              className="flex min-h-11 items-center gap-2 rounded-control border border-border-strong px-3 has-checked:border-accent has-checked:font-bold"
            >
              <input
                type="radio"
                name="preset"
                value={name}
                required
                checked={preset === name}
                onChange={() => choose(name)}
                className="size-5 accent-accent"
              />
              {t(`preset.${name}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {preset !== undefined && (
        <>
          <BannerDraftFields
            id={id}
            draft={draft}
            field={preset === 'own' ? undefined : fieldOf(preset)}
            onChange={change}
            onValue={fill}
          />
          <Preview draft={draft} labels={labels} />
          <ReasonField
            key={preset}
            id={`${id}-reason`}
            defaultValue={preset === 'own' ? undefined : t(`preset.${preset}`)}
          />
        </>
      )}
    </>
  );
}

/** The texts themselves are in the fields above: read out again with every letter they would only disturb. */
function Preview({ draft, labels }: { readonly draft: BannerDraft; readonly labels: LocalizedText }) {
  const t = useTranslations('admin.banner');
  return (
    <div className="flex flex-col gap-2">
      <p className="font-bold">{t('preview', { audience: t(`audience.${draft.audience}`) })}</p>
      <div aria-hidden="true" className="flex flex-col gap-2">
        {(['ja', 'en'] as const).map((language) => (
          <Notice key={language} tone={draft.severity} title={labels[language]}>
            <span lang={language}>{draft[language]}</span>
          </Notice>
        ))}
      </div>
    </div>
  );
}

function firstDraft(open: Announcement | undefined): BannerDraft {
  const { severity = 'info', audience = 'all', text = { ja: '', en: '' } } = open ?? {};
  return { severity, audience, end: '30', value: fallback, ...text };
}
