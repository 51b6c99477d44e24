// @ts-check
import nextCoreWebVitals from 'eslint-config-next/core-web-vitals';
import nextTypescript from 'eslint-config-next/typescript';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/test-*.ts', 'e2e/**/*.ts'];
const serverCode = ['lib/**/*.ts', 'app/**/*.ts', 'app/**/*.tsx', 'proxy.ts', 'instrumentation.ts'];
/** The only places that may turn unproven data into a branded or vendor type. */
const parsers = [
  'lib/domain/kid.ts',
  'lib/domain/content-id.ts',
  'lib/auth/viewer.ts',
  'lib/auth/staff.ts',
  'lib/playback/session-token.ts',
];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only; a default only where Next or a tool demands one.',
};
const readsTheTime = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Read the time in lib/clock.ts only.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Read the time in lib/clock.ts only.',
  },
];
const escapeHatches = [
  { selector: 'TSEnumDeclaration', message: 'Use a union with `as const`.' },
  {
    selector: 'CatchClause > BlockStatement[body.length=0]',
    message: 'Say why nothing is done, or handle it.',
  },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import the file that has the thing.' },
];

export default tseslint.config(
  {
    ignores: [
      '.next/**',
      '**/.open-next/**',
      'infra/cdk.out/**',
      '.data/**',
      'next-env.d.ts',
      'node_modules/**',
      'test-results/**',
    ],
  },
  ...nextCoreWebVitals,
  ...nextTypescript,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.js', '**/*.mjs', '**/*.cjs'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-params': ['error', 3],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Environment is read in lib/config only.' },
      ],
      'no-restricted-syntax': ['error', ...escapeHatches, noDefaultExport],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: serverCode,
    rules: { 'no-restricted-syntax': ['error', ...escapeHatches, noDefaultExport, ...readsTheTime] },
  },
  {
    files: ['app/**/{page,layout,error,not-found,global-error,loading}.tsx', 'proxy.ts'],
    rules: { 'no-restricted-syntax': ['error', ...escapeHatches, ...readsTheTime] },
  },
  {
    files: ['lib/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...escapeHatches, noDefaultExport] },
  },
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true }] } },
  {
    files: [
      'lib/config/**',
      'instrumentation.ts',
      '*.config.*',
      'infra/**',
      'sandbox/**',
      'scripts/**',
      'e2e/**',
      'bench/**',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['*.config.*', '.dependency-cruiser.cjs', 'messages/request.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['scripts/**', 'sandbox/**', 'lib/log.ts', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: parsers,
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }] },
  },
  {
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      'max-params': 'off',
      'no-restricted-syntax': ['error', ...escapeHatches],
      'no-restricted-properties': 'off',
    },
  },
);
