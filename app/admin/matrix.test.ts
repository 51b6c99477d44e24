import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { adminPages } from '@/lib/domain/admin-pages';
import { staffPowers } from '@/lib/domain/staff-role';

/** From the files themselves, so that what nobody has put on the list fails here. */
const all = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).sort();
const files = (name: string) => all.filter((file) => basename(file) === name);
const read = (file: string) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8');
const addressOf = (file: string) => `/admin/${file}`.replace(/\/(page\.tsx|route\.ts)$/, '');
const powersIn = (source: string, call: RegExp) => [...source.matchAll(call)].map(([, power]) => power);

test('every page and route of the admin is on the list with its power, and nothing else is', () => {
  const found = [...files('page.tsx'), ...files('route.ts')].map(addressOf).sort();
  expect(found).toEqual(Object.keys(adminPages).sort());
});

test.each([...files('page.tsx'), ...files('route.ts')])(
  '%s asks for the power that the list names',
  (file) => {
    const power = Object.entries(adminPages).find(([address]) => address === addressOf(file))?.[1];
    const asked = powersIn(
      read(file),
      /(?:currentStaff|requireStaff|staffPage|staffOrNotFound)\(\s*(?:'(\w+)')?/g,
    );
    expect(asked.length, 'asks').toBeGreaterThan(0);
    expect(new Set(asked.map((name) => name ?? 'find'))).toEqual(new Set([power]));
  },
);

test.each(files('actions.ts'))(
  '%s: every exported function goes through staffAction with a power',
  (file) => {
    const source = read(file);
    const actions = [...source.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)];
    const powers = powersIn(source, /power: '(\w+)'/g);
    expect(source.startsWith("'use server'")).toBe(true);
    expect(actions.length).toBeGreaterThan(0);
    expect([...source.matchAll(/\bstaffAction[<(]/g)].length).toBe(actions.length);
    expect(powers.length).toBe(actions.length);
    for (const power of powers) expect(Object.keys(staffPowers)).toContain(power);
  },
);
