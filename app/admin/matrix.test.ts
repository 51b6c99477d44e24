import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { adminActions, adminPages } from '@/lib/domain/admin-pages';

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

const withId = [...files('page.tsx'), ...files('route.ts')].filter((file) => file.includes('['));

test.each(withId)('%s looks at the id of its address before a query does', (file) => {
  expect(read(file)).toMatch(/idOrNotFound\(|idSchema\b|return (?:eventCsv|answerNews)\(/);
});

test('every file of actions is on the list, and nothing else is', () => {
  expect(files('actions.ts')).toEqual(Object.keys(adminActions).sort());
});

test.each(Object.entries(adminActions))(
  '%s: every exported function goes through staffAction with the power that the list names',
  (file, listed) => {
    const source = read(file);
    expect(source.startsWith("'use server'")).toBe(true);
    // Each action with all that stands up to the next one.
    const [, ...actions] = source.split(/^export (?:async )?(?:function|const) /m);
    const found = actions.map((action) => {
      expect([...action.matchAll(/\bstaffAction[<(]/g)], action).toHaveLength(1);
      return [/^\w+/.exec(action)?.[0], ...powersIn(action, /power: '(\w+)'/g)];
    });
    expect(Object.fromEntries(found)).toEqual(listed);
    expect(found.every((action) => action.length === 2)).toBe(true);
  },
);
