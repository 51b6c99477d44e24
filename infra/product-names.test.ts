import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { absentSettings, chosenSettings, derivedSettings } from './config/settings';
import { alertKinds, logAlarms } from './operations/log-alarms';
import { countryPatterns, licensePatterns, publicPatterns } from './portal/behaviors';
import { givenSecrets, signingKeys } from './secrets/secret-names';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = ['app', 'lib']
  .flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((path) => `${top}/${path}`),
  )
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'));

test('every setting and secret of .env.example has its place here, and none has two', () => {
  const named = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
  const placed = [...chosenSettings, ...derivedSettings, ...absentSettings, ...signingKeys, ...givenSecrets];
  expect([...placed].sort()).toEqual([...named].sort());
});

test('the secret has the names that the product reads', () => {
  const code = read('lib/config/secrets.ts') + read('lib/config/drm-secret-names.ts');
  const names = [...code.matchAll(/^ {2}'([A-Z_]+)',$/gm)].map(([, name = '']) => name);
  expect([...signingKeys, ...givenSecrets].sort()).toEqual(names.sort());
});

test('alarms wait for lines that the product writes', () => {
  const code = [...sources, 'instrumentation.ts'].map(read).join('\n');
  const events = logAlarms
    .flatMap(({ events: waited }) => waited)
    .filter((event) => !event.startsWith('alert.'));
  expect(events.filter((event) => !code.includes(`'${event}'`))).toEqual([]);
  const kinds = [...read('lib/domain/staff-alert.ts').matchAll(/^ {2}'([a-z_]+)',$/gm)].map(
    ([, kind = '']) => kind,
  );
  expect([...alertKinds]).toEqual(kinds);
});

/** `app/[locale]/(portal)/events/[slug]/page.tsx` in both languages: `/events/x` and `/en/events/x`. */
function addresses(path: string): string[] {
  const plain = path
    .replace(/^app/, '')
    .replace(/\/(page\.tsx|route\.ts)$/, '')
    .replaceAll(/\/\([^)]+\)/g, '')
    .replaceAll(/\/\[(?!locale)[^\]]+\]/g, '/x');
  if (!plain.startsWith('/[locale]')) return [plain];
  return ['', '/en'].map((language) => plain.replace('/[locale]', language) || '/');
}

/** As CloudFront reads path patterns: `*` is anything, slashes too. */
function fits(pattern: string, address: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.?+^$()[\]{}|\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(address);
}

test('the CDN keeps exactly what the product means for shared caches', () => {
  for (const path of sources.filter((each) => /^app\/.*\/(page\.tsx|route\.ts)$/.test(each))) {
    const isPublic = /export const revalidate|s-maxage|keptByCaches/.test(read(path));
    for (const address of addresses(path)) {
      const isKept = publicPatterns.some((pattern) => fits(pattern, address));
      expect([address, isKept]).toEqual([address, isPublic]);
    }
  }
});

test('the function of licenses is asked for exactly the routes that it has', () => {
  const routes = [
    'app/api/license/[keySystem]',
    'app/api/certificate/[keySystem]',
    'app/api/playback/[sessionId]/heartbeat',
  ];
  const asked = sources
    .filter((path) => path.endsWith('/route.ts'))
    .filter((path) =>
      addresses(path).some((address) => licensePatterns.some((pattern) => fits(pattern, address))),
    );
  expect(asked.sort()).toEqual(routes.map((folder) => `${folder}/route.ts`).sort());
});

test('who decides by the viewer’s country is on a path where CloudFront tells it', () => {
  const where: Readonly<Record<string, readonly string[]>> = {
    'app/[locale]/watch/[slug]/view-for.ts': ['/watch/x', '/en/watch/x'],
    'app/api/playback/route.ts': ['/api/playback'],
    'app/api/playback/[sessionId]/heartbeat/route.ts': ['/api/playback/x/heartbeat'],
    'lib/playback/answer-license.ts': ['/api/license/x'],
  };
  const callers = sources.filter((path) => /(?<!function )\bclientCountry\(/.test(read(path)));
  expect(callers.sort()).toEqual(Object.keys(where).sort());
  const told = [...countryPatterns, ...licensePatterns];
  for (const address of Object.values(where).flat())
    expect([address, told.some((pattern) => fits(pattern, address))]).toEqual([address, true]);
});
