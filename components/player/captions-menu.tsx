'use client';

import { useTranslations } from 'next-intl';
import { MenuChoices } from './menu-choices';
import type { CaptionTrack } from './playback-controls';
import { type CaptionSize, captionSizes } from './playback-preferences';
import { StageMenu } from './stage-menu';

const lines =
  'M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6c0-1.1.9-2 2-2zm1 8v2h4v-2zm6 0v2h8v-2zm-6 4v2h8v-2zm10 0v2h4v-2z';
const OFF = '';

interface CaptionsMenuProps {
  readonly tracks: readonly CaptionTrack[];
  readonly language: string | undefined;
  readonly size: CaptionSize;
  readonly onLanguage: (language: string | undefined) => void;
  readonly onSize: (size: CaptionSize) => void;
}

/** Captions: whether, in which language, how large. */
export function CaptionsMenu({ tracks, language, size, onLanguage, onSize }: CaptionsMenuProps) {
  const t = useTranslations('player.controls');
  const isKnown = tracks.some((track) => track.language === language);
  return (
    <StageMenu label={t('captions')} icon={lines}>
      <MenuChoices
        title={t('captions')}
        choices={[
          { value: OFF, text: t('captionsOff') },
          ...tracks.map((track) => ({ value: track.language, text: track.label })),
        ]}
        chosen={isKnown && language !== undefined ? language : OFF}
        onChoose={(value) => onLanguage(value === OFF ? undefined : value)}
      />
      <MenuChoices
        title={t('captionSize')}
        choices={captionSizes.map((value) => ({ value, text: t(`captionSizes.${value}`) }))}
        chosen={size}
        onChoose={(value) => onSize(captionSizes.find((known) => known === value) ?? 'medium')}
      />
    </StageMenu>
  );
}
