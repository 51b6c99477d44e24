import type { ComponentPropsWithoutRef, ReactNode } from 'react';

interface FieldText {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

const controlClass =
  'min-h-11 w-full rounded-control border border-border-strong bg-surface-raised px-3 py-2 text-text aria-invalid:border-danger aria-invalid:border-2';

/** Label, hint and error around one control, which takes its wiring from `fieldControl` with the same texts. */
export function Field({ id, label, hint, error, children }: FieldText & { readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-bold">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-text-muted">
          {hint}
        </p>
      )}
      {children}
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="text-sm font-bold text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** Props that tie a control (`input`, `select`, `textarea`) to the texts of its `Field`. */
export function fieldControl({ id, hint, error }: Pick<FieldText, 'id' | 'hint' | 'error'>) {
  const describedBy = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter((part) => part !== '')
    .join(' ');
  return {
    id,
    className: controlClass,
    'aria-invalid': error !== undefined,
    ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
  };
}

type TextFieldProps = FieldText & Omit<ComponentPropsWithoutRef<'input'>, 'id' | 'className'>;

/** One line of text with its label. `name` defaults to `id`. */
export function TextField({ id, label, hint, error, name = id, ...input }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input type="text" name={name} {...input} {...fieldControl({ id, hint, error })} />
    </Field>
  );
}
