'use client';

import { toggled } from '@/lib/domain/draft-rows';
import { useDraftText } from './draft-context';

interface DraftChecksProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isFixed?: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Any of a few. The group takes the focus where something is wrong with it. */
export function DraftChecks({ path, label, hint, isFixed = false, options }: DraftChecksProps) {
  const { id, text, error, write } = useDraftText(path);
  const chosen = text.split(' ');
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={told === '' ? undefined : told}
      className="flex flex-col gap-1"
    >
      <legend className="font-bold">{label}</legend>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-text-muted">
          {hint}
        </p>
      )}
      <div className="flex flex-wrap gap-x-6">
        {options.map(({ value, label: name }) => (
          <label key={value} className="flex min-h-11 items-center gap-2">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              disabled={isFixed}
              onChange={({ currentTarget }) => write(toggled(text, value, currentTarget.checked))}
              className="size-5 accent-accent"
            />
            {name}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="text-sm font-bold text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
