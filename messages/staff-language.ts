/** The language of staff pages, which have none in their address: a cookie of the browser, read by proxy.ts. */
export const STAFF_LANGUAGE_COOKIE = 'staff_language';
