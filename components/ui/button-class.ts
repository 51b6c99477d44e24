export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

const base =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-control border py-2 text-center leading-snug font-bold no-underline transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-progress';

const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: 'px-5 border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'px-5 border-border-strong bg-surface-raised text-text hover:bg-surface-sunken',
  quiet: 'px-2 border-transparent text-accent underline underline-offset-4 hover:text-accent-hover',
  danger: 'px-5 border-danger bg-surface-raised text-danger hover:bg-surface-sunken',
};

/** The look of a button, for elements that components cannot wrap. */
export function buttonClass(variant: ButtonVariant): string {
  return `${base} ${variants[variant]}`;
}
