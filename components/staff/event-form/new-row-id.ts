/** An id for a new day or ticket type: nobody types one. Only for events in the browser, never while drawing. */
export function newRowId(prefix: 'day' | 'tkt'): string {
  return `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`;
}
