/** A search param as text; one that is absent or given twice is empty. */
export function textParam(param: string | readonly string[] | undefined): string {
  return typeof param === 'string' ? param.slice(0, 200).replaceAll('\0', '') : '';
}
