/** What Stripe.js throws when the page uses it wrongly; buyers must never meet one. */
export function integrationError(message: string): Error {
  const error = new Error(message);
  error.name = 'IntegrationError';
  return error;
}

/** A function that refuses what the sandbox's Stripe.js does not imitate. */
export function notImplemented(name: string): () => never {
  return () => {
    throw new Error(`[sandbox] Stripe.js: ${name} is not implemented.`);
  };
}
