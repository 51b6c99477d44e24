/** The name as text beside a door left ajar. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2 text-xl font-extrabold tracking-tight">
      <svg viewBox="0 0 24 24" className="size-6 text-accent" aria-hidden="true" focusable="false">
        <path d="M4 22V3h16v19" fill="none" stroke="currentColor" strokeWidth="2.5" />
        <path d="M8 5.5 16 3v19l-8-2.5z" fill="currentColor" />
      </svg>
      Stagedoor
    </span>
  );
}
