/** Keys of Stripe (docs.stripe.com/keys), secrets of its webhooks, private keys in PEM; anywhere in a text, for some are JSON. */
const secret = /^[sr]k_|(?<![A-Za-z0-9])([sr]k_(live|test)_|whsec_)|-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----/;

/** Whether a text must not be printed, nor stand in a template. */
export function holdsSecret(text: string): boolean {
  return secret.test(text);
}

/** One line for each secret in a plan, by its path: never the value, and never a field that is one itself. */
export function misplacedSecrets(value: unknown, path: readonly string[] = []): readonly string[] {
  const problem = `${path.join('.') || 'the plan'}: holds a secret; templates show it to many, put it into Secrets Manager (docs/deploy.md)`;
  if (typeof value === 'string') return holdsSecret(value) ? [problem] : [];
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value);
  if (fields.some(([name]) => holdsSecret(name))) return [problem];
  return fields.flatMap(([name, inner]) => misplacedSecrets(inner, [...path, name]));
}
