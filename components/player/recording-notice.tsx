import { useTranslations } from 'next-intl';

/** What nobody may do with the picture. */
export function RecordingNotice() {
  const t = useTranslations('player');
  return (
    <p className="text-sm text-text-muted">
      <span className="block">{t('noRecording')}</span>
      <span className="block">{t('noRecordingMark')}</span>
    </p>
  );
}
