import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvCell, csvRecord } from './csv';

/** RFC 4180 letter by letter, and nothing more: bare quotes, bare line ends and text behind a quoted field throw. */
function readStrictly(file: string): string[][] {
  const records: string[][] = [];
  let at = 0;
  const readField = (): string => {
    if (file[at] !== '"') {
      const end = file.slice(at).search(/[,\r\n"]/);
      if (end < 0) throw new Error('record without an end');
      const text = file.slice(at, at + end);
      at += end;
      return text;
    }
    let text = '';
    for (at += 1; ; at += 1) {
      if (at >= file.length) throw new Error('quote without an end');
      if (file[at] !== '"') text += file[at];
      else if (file[at + 1] === '"') text += file[(at += 1)];
      else break;
    }
    at += 1;
    return text;
  };
  while (at < file.length) {
    const record = [readField()];
    while (file[at] === ',') {
      at += 1;
      record.push(readField());
    }
    if (file.slice(at, at + 2) !== '\r\n') throw new Error(`no line end at ${at}`);
    at += 2;
    records.push(record);
  }
  return records;
}

/** As docs/exports.md tells readers to. */
const undone = (field: string) => (field.startsWith("'") ? field.slice(1) : field);

const spicy = fc.string({
  unit: fc.constantFrom(
    ...[
      '=',
      '+',
      '-',
      '@',
      '＝',
      '＋',
      '－',
      '＠',
      "'",
      '"',
      ',',
      ';',
      '\t',
      '\r',
      '\n',
      ' ',
      '　',
      'a',
      '山',
      '1',
      '🎫',
    ],
  ),
  maxLength: 12,
});
const anyText = fc.oneof(spicy, fc.string({ unit: 'binary' }));

test('whatever the text, a strict reader gets it back, in as many records and fields', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyText, { minLength: 1, maxLength: 6 })), (records) => {
      const read = readStrictly(records.map(csvRecord).join(''));
      expect(read.map((record) => record.map(undone))).toEqual(records);
    }),
  );
});

test('no field of text begins with what a spreadsheet would run', () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 6 }), (texts) => {
      const [fields = []] = readStrictly(csvRecord(texts));
      for (const field of fields) expect(field.normalize('NFKC').trimStart()).not.toMatch(/^[=+\-@]/);
      for (const field of fields) expect(field).not.toMatch(/^[\t\r\n]/);
    }),
  );
});

test.each<[CsvCell, string]>([
  ['=1+1', "'=1+1"],
  ['＝1+1', "'＝1+1"],
  ['-2', "'-2"],
  ['　@SUM(A1)', "'　@SUM(A1)"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ["'quoted", "''quoted"],
  ['a;=1', '"a;=1"'],
  ['山田 花子', '山田 花子'],
  ['a,b', '"a,b"'],
  [' a', '" a"'],
  [-2500, '-2500'],
  [{ decimal: '-35.00' }, '-35.00'],
  [null, ''],
  ['', ''],
])('%o is written as %s', (cell, field) => {
  expect(csvRecord([cell, 'x'])).toBe(`${field},x\r\n`);
});
