import { z } from 'zod';

/** A form field that comes exactly once; forms carry every field as a list (lib/auth/form-action.ts). */
export function once<Value extends z.ZodType<unknown, string>>(value: Value) {
  return z
    .tuple([z.string()])
    .transform(([text]) => text)
    .pipe(value);
}
