const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address is this machine's own, as those of the twins are. */
export function isLoopback(url: string): boolean {
  return LOOPBACK.test(URL.parse(url)?.hostname ?? '');
}

/** Whether strangers can buy there: what the sandbox may do, such a site may not. */
export function isPublicSite(appUrl: string): boolean {
  return !isLoopback(appUrl);
}
