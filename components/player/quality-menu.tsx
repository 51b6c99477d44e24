'use client';

import { useTranslations } from 'next-intl';
import { MenuChoices } from './menu-choices';
import type { Quality } from './playback-controls';
import { parseQuality, type QualityChoice } from './playback-preferences';
import { StageMenu } from './stage-menu';

const gear =
  'M19.4 13a7.5 7.5 0 0 0 0-2l2-1.6-2-3.4-2.4 1a7.4 7.4 0 0 0-1.7-1L15 3.5h-4l-.4 2.5a7.4 7.4 0 0 0-1.7 1l-2.3-1-2 3.4L6.6 11a7.5 7.5 0 0 0 0 2l-2 1.6 2 3.4 2.3-1c.6.4 1.1.8 1.7 1l.4 2.5h4l.3-2.5c.7-.2 1.2-.6 1.7-1l2.4 1 2-3.4zM13 15.5a3.5 3.5 0 1 1 0-7 3.5 3.5 0 0 1 0 7z';

interface QualityMenuProps {
  /** Best first. */
  readonly qualities: readonly Quality[];
  readonly chosen: QualityChoice;
  readonly onChoose: (choice: QualityChoice) => void;
}

/** How fine the picture is: by the connection, saving data, or one of the stream's own. */
export function QualityMenu({ qualities, chosen, onChoose }: QualityMenuProps) {
  const t = useTranslations('player.controls');
  const heights = [...new Set(qualities.map(({ height }) => height))];
  const choices = [
    { value: 'auto', text: t('auto') },
    ...heights.map((height) => ({ value: String(height), text: t('lines', { height: String(height) }) })),
    { value: 'saver', text: t('saver') },
  ];
  const value = choices.some((choice) => choice.value === String(chosen)) ? String(chosen) : 'auto';
  return (
    <StageMenu label={t('quality')} icon={gear}>
      <MenuChoices
        title={t('quality')}
        choices={choices}
        chosen={value}
        onChoose={(text) => onChoose(parseQuality(text))}
      />
    </StageMenu>
  );
}
