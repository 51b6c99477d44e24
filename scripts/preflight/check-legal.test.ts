import { expect, test } from 'vitest';
import { checkLegal } from './check-legal';
import type { PlannedShow } from './planned-shows';

const text = (words: string) => ({ ja: words, en: words });
const show: PlannedShow = {
  slug: 'minato',
  title: text('みなと音楽祭'),
  tagline: text('生配信'),
  description: text('合唱と室内楽。'),
  organizer: text('実行委員会'),
  refundTerms: text('中止の場合は全額を返金します。'),
  contactEmail: 'support@minato-festival.jp',
  days: [],
};
const site = 'https://tickets.minato.jp';

test('complete texts and an address to write to are go', () => {
  expect(checkLegal(show, site)).toMatchObject({ result: 'go' });
});

test.each([
  ['an empty text', { refundTerms: { ja: ' ', en: 'none' } }, 'refundTerms.ja'],
  // A word for the check to refuse, not a task left open.
  ['a placeholder', { description: { ja: '未定', en: 'TODO' } }, 'description.ja, description.en'],
  ['no address', { contactEmail: 'support' }, 'contactEmail'],
  ['nobody’s address', { contactEmail: 'support@minato.example' }, 'contactEmail'],
  ['another', { contactEmail: 'support@example.com' }, 'contactEmail'],
])('%s is no-go and named', (_, change, named) => {
  const line = checkLegal({ ...show, ...change }, site);
  expect(line).toMatchObject({ result: 'no_go', found: `empty or a placeholder: ${named}` });
});

test('on this machine alone the sandbox’s own address will do', () => {
  expect(
    checkLegal({ ...show, contactEmail: 'support@minato.example' }, 'http://localhost:3000'),
  ).toMatchObject({
    result: 'go',
  });
});
