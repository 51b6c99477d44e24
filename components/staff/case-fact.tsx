import type { ReactNode } from 'react';

/** One thing that is known, under its name; stands in a `dl`. */
export function CaseFact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-text-muted">{label}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
