import { z } from 'zod';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A vendor's address: https, or http to this machine only; no user, no password, no fragment. */
export const drmUrl = z.string().superRefine((text, context) => {
  const message = problemOfUrl(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** What is wrong with an address, in words that never repeat it; undefined when nothing is. */
export function problemOfUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null) return 'is no URL';
  if (url.username !== '' || url.password !== '') return 'must hold no user or password';
  if (url.hash !== '') return 'must have no fragment';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:' && LOOPBACK.test(url.hostname)) return undefined;
  return 'must be https (http only to localhost)';
}
