'use client';

import { type RefObject, useId } from 'react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { KeyboardList } from './keyboard-list';

interface KeyboardHelpProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly hasKeys: boolean;
  readonly onKeys: (hasKeys: boolean) => void;
}

/** The keyboard map, and the switch that WCAG 2.1.4 asks for. Inside the frame, to be seen in full screen. */
export function KeyboardHelp({ dialog, hasKeys, onKeys }: KeyboardHelpProps) {
  const t = useTranslations();
  const title = useId();
  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      className="m-auto max-w-prose rounded-card border border-border bg-surface-raised p-6 leading-normal text-text"
    >
      <form method="dialog" className="flex flex-col gap-4">
        <h2 id={title} className="text-lg">
          {t('player.keys.title')}
        </h2>
        <KeyboardList />
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-6 accent-accent"
            checked={hasKeys}
            onChange={(event) => onKeys(event.currentTarget.checked)}
          />
          <span>
            {t('player.keys.on')}
            <span className="block text-sm text-text-muted">{t('player.keys.onHint')}</span>
          </span>
        </label>
        <Button type="submit" variant="secondary">
          {t('common.close')}
        </Button>
      </form>
    </dialog>
  );
}
