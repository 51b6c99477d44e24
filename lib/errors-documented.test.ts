import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { claimRefusals } from '@/lib/domain/claim-link';
import { playbackRefusals, saleRefusals } from '@/lib/domain/refusal';
import { alertKinds } from '@/lib/domain/staff-alert';
import { faultStatus } from '@/lib/fault';

const page = await readFile(new URL('../docs/errors.md', import.meta.url), 'utf8');

/** The codes under a heading of the page, in the page's order. */
function codesUnder(heading: string): string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^### (\w+)$/gm)].map((match) => match[1] ?? '');
}

test('every code is documented and nothing else is', () => {
  expect(codesUnder('Playback refusals').sort()).toEqual([...playbackRefusals].sort());
  expect(codesUnder('Sale refusals').sort()).toEqual([...saleRefusals].sort());
  expect(codesUnder('Claim refusals').sort()).toEqual([...claimRefusals].sort());
  expect(codesUnder('Alerts').sort()).toEqual([...alertKinds].sort());
  expect(codesUnder('Faults').sort()).toEqual(Object.keys(faultStatus).sort());
});

test('a documented fault has the status that the code answers', () => {
  for (const [code, status] of Object.entries(faultStatus))
    expect(page).toMatch(new RegExp(`### ${code}\n${status}\\b`));
});
