'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

interface RowToolsProps {
  /** What the row is called, for those who hear a button by itself. */
  readonly name: string;
  readonly onMove?: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  /** Why it cannot be removed. */
  readonly kept?: string | undefined;
}

/** Moves a row up and down, and takes it away. */
export function RowTools({ name, onMove, onRemove, kept }: RowToolsProps) {
  const t = useTranslations('admin.eventForm.row');
  const named = (act: 'up' | 'down' | 'remove') => t('named', { name, act: t(act) });
  return (
    <div className="flex flex-wrap items-center gap-2">
      {onMove !== undefined && (
        <>
          <Button variant="quiet" aria-label={named('up')} onClick={() => onMove(-1)}>
            {t('up')}
          </Button>
          <Button variant="quiet" aria-label={named('down')} onClick={() => onMove(1)}>
            {t('down')}
          </Button>
        </>
      )}
      {kept === undefined ? (
        <Button variant="quiet" aria-label={named('remove')} onClick={onRemove}>
          {t('remove')}
        </Button>
      ) : (
        <span className="text-sm text-text-muted">{kept}</span>
      )}
    </div>
  );
}
