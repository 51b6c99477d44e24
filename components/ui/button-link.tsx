import type { ComponentPropsWithoutRef } from 'react';
import { buttonClass, type ButtonVariant } from './button-class';
import { Link } from './link';

interface ButtonLinkProps extends Omit<ComponentPropsWithoutRef<'a'>, 'className'> {
  readonly href: string;
  readonly variant?: ButtonVariant;
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({ variant = 'primary', ...rest }: ButtonLinkProps) {
  return <Link className={buttonClass(variant)} {...rest} />;
}
