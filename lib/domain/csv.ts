/** A number as it is to be written, such as `-35.00`: no text, so that nothing is put before its sign. */
export interface CsvDecimal {
  readonly decimal: string;
}

/** Text is text whatever it looks like; null is an empty field. */
export type CsvCell = string | number | CsvDecimal | null;

/** What a file begins with, so that Excel reads it as UTF-8. */
export const CSV_BOM = '\uFEFF';

/** One record of RFC 4180 with its CRLF. Text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function csvRecord(cells: readonly CsvCell[]): string {
  return `${cells.map(csvField).join(',')}\r\n`;
}

function csvField(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.decimal;
  const text = runsAsFormula.test(cell.normalize('NFKC')) ? `'${cell}` : cell;
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * CWE-1236: `=`, `+`, `-`, `@` of any width (Excel in Japanese takes the wide ones), spaces before them or not; tabs and line
 * ends at the start. An apostrophe gets another one: whoever takes one away from each field that begins with one has the text
 * as it was.
 */
const runsAsFormula = /^(?:['\t\r\n]|\s*[=+\-@])/;

/** Also what other list separators would split, and spaces that readers take away. */
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;
