import { drizzle } from 'drizzle-orm/node-postgres';
import { proveStaff } from '@/lib/auth/staff';
import { openPool } from '@/lib/db/client';
import { wholeTime } from '@/lib/domain/day-range';
import { textStream } from '@/lib/http/text-stream';
import { ordersFile } from '@/lib/staff/orders-file';
import { streamCsv } from '@/lib/staff/stream-csv';

/** A process of its own with little memory: reads a whole export and tells what it was (lib/staff/large-export.test.ts). */
const [url = '', eventId = ''] = process.argv.slice(2);
const pool = openPool(url, 1);
const file = ordersFile({ eventId, timeZone: 'Asia/Tokyo', range: wholeTime });
const words = { column: (name: string) => name, value: (code: string) => code };
const now = new Date('2026-11-29T00:00:00Z');
const source = await streamCsv(drizzle(pool), proveStaff('finance@example.jp'), { file, words, now });
const decoder = new TextDecoder();
let [records, bytes, tail] = [0, 0, ''];
for await (const part of textStream(source, 'test')) {
  const text = decoder.decode(part);
  records += text.split('\r\n').length - 1;
  bytes += part.byteLength;
  tail = text.slice(-400);
}
await pool.end();
process.stdout.write(JSON.stringify({ records, bytes, last: tail.trimEnd().split('\r\n').at(-1) }));
