/** The sign-in page in the language of the page at `path` (given without language prefix), leading back there. */
export function signInPath(path: string, locale: string): string {
  const prefix = locale === 'en' ? '/en' : '';
  return `${prefix}/sign-in?next=${encodeURIComponent(prefix + path)}`;
}

/** Where staff prove anew who they are, leading back to `path`. */
export function signInAgainPath(path: string): string {
  return `/sign-in?next=${encodeURIComponent(path)}&again=1`;
}
