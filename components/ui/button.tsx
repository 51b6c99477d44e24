import type { ComponentPropsWithoutRef } from 'react';
import { buttonClass, type ButtonVariant } from './button-class';

interface ButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'className'> {
  readonly variant?: ButtonVariant;
}

export function Button({ variant = 'primary', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(variant)} {...rest} />;
}
