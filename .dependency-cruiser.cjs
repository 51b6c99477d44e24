// The dependency rule of docs/decisions/0001: numbers in the names are the rule's numbers there.
const viewerSide = '^(app/(?!admin)|components/(?!staff))';
const foreign = '^(sandbox|infra)/';
/** Tests and what they share. */
const testCode = '(\\.test\\.tsx?|/test-[^/]+\\.ts)$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: '1-domain-is-pure',
      severity: 'error',
      from: { path: '^lib/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^lib/domain/' },
    },
    {
      name: '2-components-know-only-markup-domain-and-messages',
      severity: 'error',
      from: { path: '^components/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(app|lib|scripts|e2e)/', pathNot: '^lib/domain/' },
    },
    {
      name: '3-request-apis-stay-at-the-edge',
      severity: 'error',
      from: { path: '^(lib|components)/', pathNot: '^lib/auth/' },
      to: { path: '(^|node_modules/)(next/(headers|cache|server)|next-auth)(\\.js|\\.d\\.ts|/|$)' },
    },
    {
      name: '4-viewer-pages-never-load-staff-code',
      severity: 'error',
      from: { path: viewerSide },
      to: { path: '^(lib/staff|components/staff|app/admin)/' },
    },
    {
      name: '5-app-goes-through-a-use-case',
      severity: 'error',
      from: { path: '^app/', pathNot: testCode },
      to: { path: '^lib/(db|stripe|drm)/' },
    },
    {
      name: '6-vendors-do-not-know-each-other',
      severity: 'error',
      from: { path: '^lib/drm/vendors/([^/.]+)', pathNot: '\\.test\\.ts$' },
      to: { path: '^lib/drm/vendors/', pathNot: '^lib/drm/vendors/$1' },
    },
    {
      name: '6-one-file-names-vendors',
      severity: 'error',
      from: { pathNot: '^lib/drm/(configured-vendor\\.ts|vendors/)' },
      to: { path: '^lib/drm/vendors/' },
    },
    {
      name: '7-lib-never-looks-up',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: '7-sandbox-wall-out',
      severity: 'error',
      from: { pathNot: foreign },
      to: { path: foreign },
    },
    {
      name: '7-sandbox-wall-in',
      severity: 'error',
      from: { path: foreign },
      to: { path: '^(app|components|lib|messages|scripts|e2e|bench)/' },
    },
    {
      name: '7-foreign-countries-apart',
      severity: 'error',
      from: { path: '^(sandbox|infra)/' },
      to: { path: foreign, pathNot: '^$1/' },
    },
    {
      name: '7-product-never-needs-tests',
      severity: 'error',
      from: { path: '^(app|components|lib|messages)/', pathNot: testCode },
      to: { path: testCode },
    },
    { name: '7-no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: '7-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '\\.test\\.tsx?$',
          '(^|/)(page|layout|route|error|not-found)\\.tsx?$',
          '^(scripts|e2e|sandbox)/',
          '^infra/((synth|print-plan)\\.ts|secrets/rotate-signing-keys/|test-fixtures/)',
          '\\.config\\.',
          '^messages/',
        ],
      },
      to: {},
    },
    {
      name: '7-product-never-needs-dev-packages',
      severity: 'error',
      from: { path: '^(app|components|lib|messages)/', pathNot: testCode },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.data|infra/cdk\\.out)/|/\\.open-next/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
