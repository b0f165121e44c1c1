/**
 * The layering of docs/architecture as rules: imports go one way. Each rule says what is wrong and what to do.
 * Run by tests/architecture/architecture.test.ts, which also asserts that modules were seen at all.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const PURE_LIBRARIES = '^node_modules/(htmlparser2|entities|tldts|tldts-core|domelementtype)/';

/** What is run, not imported. */
const ENTRY_POINTS = [
  '^functions/handlers/(tick|poll|digest|feedback|web)\\.ts$',
  '^infra/(aws|local|operator)/main\\.ts$',
  '^infra/install\\.mjs$',
];
const DEFINITION = '^functions/domain/matcher/evaluate\\.ts$';

const inward = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^(functions|infra|tests)/', pathNot: [from, ...allowed] },
});

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'Modules that import each other cannot be read one after the other: move what both need into a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    inward(
      'domain-stands-alone',
      '^functions/domain/',
      [],
      'domain is pure computation: give it what it needs as arguments, or put the effect behind a port.',
    ),
    {
      name: 'domain-computes-only',
      severity: 'error',
      comment:
        'domain may import hashing, URL syntax and the pure libraries named in the rule (docs/adr): anything with an effect belongs to an adapter behind a port.',
      from: { path: '^functions/domain/' },
      to: { pathNot: ['^functions/domain/', PURE_LIBRARIES, '^(node:)?(crypto|url)$'] },
    },
    inward(
      'ports-speak-domain',
      '^functions/ports/',
      ['^functions/domain/'],
      'a port is an interface over domain types only.',
    ),
    inward(
      'pipeline-uses-ports',
      '^functions/pipeline/',
      ['^functions/domain/', '^functions/ports/'],
      'a stage reaches the world through ports: take the adapter by deps instead of importing it.',
    ),
    inward(
      'web-uses-pipeline',
      '^functions/web/',
      ['^functions/domain/', '^functions/ports/', '^functions/pipeline/'],
      'a page calls stages and domain functions; adapters come in by deps.',
    ),
    inward(
      'adapters-serve-ports',
      '^functions/adapters/',
      ['^functions/domain/', '^functions/ports/'],
      'an adapter implements a port: what it shares with a stage belongs to domain.',
    ),
    {
      name: 'adapters-keep-apart',
      severity: 'error',
      comment:
        'one technology a folder: adapters do not import each other, but for the time and randomness of the machine.',
      from: { path: '^functions/adapters/([^/]+)/' },
      to: { path: '^functions/adapters/', pathNot: '^functions/adapters/($1|system)/' },
    },
    inward(
      'handlers-stay-in-functions',
      '^functions/handlers/',
      ['^functions/'],
      'a handler knows nothing of how it is deployed.',
    ),
    {
      name: 'nothing-imports-handlers',
      severity: 'error',
      comment:
        'handlers are entry points; only their names of environment variables are shared with infra/aws.',
      from: { pathNot: '^(functions/handlers|tests)/' },
      to: { path: '^functions/handlers/', pathNot: '^functions/handlers/env\\.ts$' },
    },
    inward(
      'aws-knows-names-only',
      '^infra/aws/',
      ['^functions/handlers/env\\.ts$', '^infra/tables\\.ts$'],
      'the stack names handlers by path; importing product code would run it at synth.',
    ),
    {
      name: 'no-tests-in-product',
      severity: 'error',
      comment: 'what the product needs does not live in tests/: move it into functions/ or infra/.',
      from: { path: '^(functions|infra)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-development-packages-in-functions',
      severity: 'error',
      comment: 'functions/ is what Lambda runs: its packages belong to dependencies, not devDependencies.',
      from: { path: '^functions/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      comment: 'declare the package in package.json with an exact version.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'no-dead-modules',
      severity: 'error',
      comment:
        'nothing that runs reaches this module: delete it, or import it where it is needed. Tests do not count, except for the naive evaluator that defines what matching means.',
      from: { path: ENTRY_POINTS },
      to: { path: '^(functions|infra)/', pathNot: [...ENTRY_POINTS, DEFINITION], reachable: false },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '^(node_modules/.*/node_modules|cdk\\.out|data)/' },
  },
};
