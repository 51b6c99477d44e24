import { useTranslations } from 'next-intl';
import { QrCode } from '@/components/ui/qr-code';

interface OtherDeviceProps {
  /** Of the test playback, in full. */
  readonly address: string;
}

/** The way to the same test on the device that lies beside this one. */
export function OtherDevice({ address }: OtherDeviceProps) {
  const t = useTranslations('testPlayback.other');
  return (
    <section
      aria-labelledby="other-device"
      className="flex items-center gap-4 rounded-card border border-border bg-surface-raised p-4"
    >
      <div className="w-32 shrink-0">
        <QrCode text={address} label={t('label')} />
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <h2 id="other-device" className="text-lg">
          {t('title')}
        </h2>
        <p className="text-sm text-text-muted">{t('text')}</p>
      </div>
    </section>
  );
}
