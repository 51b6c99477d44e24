import type { ReactNode } from 'react';
import { fieldId } from './draft-context';

interface FormSectionProps {
  /** The list's path where problems of the list as a whole are told. */
  readonly path: string;
  readonly title: string;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** A part of the form under its heading, which takes the focus for what is wrong with the part as a whole. */
export function FormSection({ path, title, error, children }: FormSectionProps) {
  const id = fieldId(path);
  return (
    <section aria-labelledby={id} className="flex flex-col gap-5 border-t border-border pt-6">
      <h2 id={id} tabIndex={-1} className="text-xl">
        {title}
      </h2>
      {error !== undefined && <p className="font-bold text-danger">{error}</p>}
      {children}
    </section>
  );
}
