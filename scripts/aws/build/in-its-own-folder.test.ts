import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inItsOwnFolder } from './in-its-own-folder';

let root: string;
let folders: { next: string; own: string; aside: string };
let stops: (() => Promise<unknown>)[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stagedoor-next-'));
  folders = { next: join(root, '.next'), own: join(root, 'own'), aside: join(root, 'aside') };
  stops = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(folder: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'BUILD_ID'), text);
}
const read = (folder: string) =>
  existsSync(folder) ? readFileSync(join(folder, 'BUILD_ID'), 'utf8') : undefined;
const run = (build: () => Promise<void>) => inItsOwnFolder((stop) => void stops.push(stop), build, folders);
const builds = (text: string) => async () => write(folders.next, text);

test('what `next start` runs on is there again after the build, which finds its own last result', async () => {
  write(folders.next, 'start');
  await run(builds('first'));
  expect([read(folders.next), read(folders.own)]).toEqual(['start', 'first']);
  await run(async () => expect(read(folders.next)).toBe('first'));
  expect([read(folders.next), read(folders.own), read(folders.aside)]).toEqual(['start', 'first', undefined]);
});

test('where nothing was built before, nothing of the other shape stays', async () => {
  await run(builds('first'));
  expect([read(folders.next), read(folders.own)]).toEqual([undefined, 'first']);
});

test('a build that fails leaves it as it was too', async () => {
  write(folders.next, 'start');
  const fails = run(async () => {
    write(folders.next, 'half');
    throw new Error('no');
  });
  await expect(fails).rejects.toThrow('no');
  expect(read(folders.next)).toBe('start');
});

test('one that is stopped too, and one that died is put right by the next', async () => {
  write(folders.next, 'start');
  void run(() => new Promise(() => undefined));
  await Promise.all(stops.map((stop) => stop()));
  expect(read(folders.next)).toBe('start');
  void run(async () => {
    write(folders.next, 'half');
    return new Promise(() => undefined);
  });
  await run(builds('whole'));
  expect([read(folders.next), read(folders.own)]).toEqual(['start', 'whole']);
});
