import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import { importX } from 'eslint-plugin-import-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { noImportCycle } from './lint/noImportCycle.js';

/** Rooms that every other one but `scoring` and `client` may import. */
const everywhere = ['async'];

/** What of portfolios is pure: functions without a store, a clock or a setting. */
const PURE_PORTFOLIOS = [
  'fromScores',
  'journal',
  'money',
  'optimiser',
  'performance',
  'portfolioRisk',
  'valuation',
].map((folder) => `portfolios/${folder}`);

/** Which other rooms each room of src/ may import, next to the files directly in src/ (docs/architecture.md). */
const rooms = {
  async: [],
  scoring: [],
  risk: ['scoring'],
  access: ['database', 'jobs'],
  settings: ['access', 'books', 'market'],
  // Costs are parameters, and what they are is said where they are used.
  method: ['scoring', 'risk', 'portfolios/money', 'portfolios/optimiser'],
  // The tables are typed by the names of roles, scopes, acts, risks and portfolios.
  database: [
    'scoring',
    'risk/names.ts',
    'risk/assessment.ts',
    'portfolios/names.ts',
    'access/roles.ts',
    'access/scopes.ts',
    'access/audit/auditEntry.ts',
  ],
  jobs: ['database'],
  market: ['scoring', 'access/audit', 'database', 'jobs'],
  runs: [
    'scoring',
    'risk',
    'access/audit',
    'method',
    'market',
    'portfolios/optimiser/problem.ts',
    'validation/attribution',
    'database',
    'jobs',
  ],
  books: ['scoring', 'risk', 'method', 'market', 'validation/attribution', 'database'],
  portfolios: [
    'scoring',
    'access',
    'method',
    'market',
    'books',
    'exports/formats/neutralised.ts',
    'database',
    'jobs',
  ],
  ...Object.fromEntries(
    PURE_PORTFOLIOS.map((room) => [
      room,
      [
        'scoring',
        'market/exact.ts',
        'portfolios/names.ts',
        ...PURE_PORTFOLIOS.filter((other) => other !== room),
      ],
    ]),
  ),
  // Pure, like the folders of portfolios that it may import.
  validation: ['scoring', 'market/day.ts', 'portfolios/names.ts', ...PURE_PORTFOLIOS],
  studies: [
    'scoring',
    'validation',
    'portfolios',
    'access',
    'method',
    'market',
    'runs/servedMethod.ts',
    'database',
    'jobs',
  ],
  // What is computed from figures is pure: functions without a store, a clock or a setting.
  companies: [
    'scoring',
    'access',
    'market',
    'books',
    // A log, in the form that subscriptions read.
    'live/eventLog.ts',
    'live/logEpoch.ts',
    'live/storedLog.ts',
    'exports/formats/neutralised.ts',
    'database',
    'jobs',
  ],
  ...Object.fromEntries(
    ['figures', 'peers', 'analysis'].map((folder) => [
      `companies/${folder}`,
      [
        'scoring',
        'market/day.ts',
        'market/facts.ts',
        'market/flags/lateAfter.ts',
        'market/flags/resultsDue.ts',
        'market/newestOf.ts',
        'market/valuation',
        ...['figures', 'peers', 'analysis']
          .filter((other) => other !== folder)
          .map((other) => `companies/${other}`),
      ],
    ]),
  ),
  // Pure as well: what a text states.
  'companies/amounts': [
    'scoring',
    'market/day.ts',
    'market/exact.ts',
    'market/facts.ts',
    'companies/figures',
    'companies/documents/text',
  ],
  // What is made of the lines of a document is pure, too.
  'companies/documents/text': [],
  live: [
    'scoring',
    'risk',
    'access',
    'method',
    'market',
    'books',
    'portfolios',
    'status',
    'database',
    'jobs',
  ],
  status: ['scoring', 'market', 'runs', 'database', 'jobs'],
  exports: ['scoring', 'risk', 'access', 'market', 'runs', 'books', 'database', 'jobs'],
  backup: ['access', 'companies/documents/store/documentFiles.ts', 'database'],
  graphql: [
    'scoring',
    'risk',
    'access',
    'method',
    'market',
    'runs',
    'books',
    'portfolios',
    'validation/figures',
    'validation/attribution',
    'studies',
    'companies',
    'live',
    'exports',
    'status',
    'database',
    'jobs',
  ],
  http: [
    'access',
    'companies/documents',
    'companies/reports',
    'graphql',
    'live',
    'exports',
    'status',
    'market/day.ts',
    'database',
  ],
  web: ['client'],
  client: [],
  cli: [
    'scoring',
    'risk',
    'access',
    'method',
    'market',
    'runs',
    'books',
    'portfolios',
    'validation',
    'studies',
    'companies',
    'live',
    'exports',
    'backup',
    'graphql',
    'http',
    'database',
    'jobs',
  ],
};

const shared = readdirSync(new URL('src/', import.meta.url)).filter((name) => name.endsWith('.ts'));

const zones = Object.entries(rooms).map(([room, others]) => ({
  target: `./src/${room}`,
  from: './src',
  except: [
    room,
    ...others,
    ...(['async', 'scoring', 'risk', 'client'].includes(room) ? [] : [...everywhere, ...shared]),
  ].map((path) => `./${path}`),
  message: `src/${room} may import ${others.length > 0 ? others.join(', ') : 'no other room'}: see docs/architecture.md.`,
}));

/** Resolves imports of sources, which name the compiled file: './day.js' is day.ts. */
const sourceResolver = {
  interfaceVersion: 3,
  name: 'compiled-names',
  resolve(source, file) {
    if (!source.startsWith('.')) return { found: false };
    const path = fileURLToPath(new URL(source.replace(/\.js$/, '.ts'), `file://${file}`));
    return existsSync(path) ? { found: true, path } : { found: false };
  },
};

const UNGUARDED_POOL = {
  selector: ":not(CallExpression[callee.name='guardPool']) > NewExpression[callee.property.name='Pool']",
  message:
    'Pass a new pool to guardPool: without it, a connection that dies while it is idle ends the process.',
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'bench/node_modules/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      // Columns use NaN for null, and the core tells it from a number by `value === value`.
      'no-self-compare': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'src/web/tsconfig.json', 'examples/react/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      'import-x/no-duplicates': 'error',
      'no-restricted-syntax': ['error', UNGUARDED_POOL],
    },
  },
  { files: ['**/*.js', 'bench/**'], languageOptions: { globals: { URL: 'readonly', process: 'readonly' } } },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { house: { rules: { 'no-import-cycle': noImportCycle } } },
    rules: { 'house/no-import-cycle': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    settings: { 'import-x/extensions': ['.ts'], 'import-x/resolver-next': [sourceResolver] },
    rules: {
      'import-x/no-default-export': 'error',
      'import-x/no-unresolved': ['error', { ignore: ['^[^.]'] }],
      'import-x/no-restricted-paths': ['error', { zones }],
    },
  },
  {
    // These rooms handle text that callers send, which must not become part of a statement.
    files: ['src/{graphql,books,live,http,cli}/**/*.ts', 'src/main.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='query'] > TemplateLiteral[expressions.length>0]",
          message: 'Pass values to SQL as parameters.',
        },
        {
          selector:
            "CallExpression[callee.object.name='sql'][callee.property.name=/^(raw|lit)$/] > :not(Literal, TemplateLiteral[expressions.length=0], MemberExpression)",
          message: 'Write raw SQL as constant text, and pass values as parameters.',
        },
        UNGUARDED_POOL,
      ],
    },
  },
  {
    files: ['src/client/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.]', message: 'The published client depends on nothing.' }] },
      ],
    },
  },
  {
    files: ['src/scoring/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.]', message: 'The core is pure: it depends on nothing but itself.' }] },
      ],
      'no-restricted-globals': [
        'error',
        ...['Date', 'Intl', 'process', 'performance', 'setTimeout', 'crypto'].map((name) => ({
          name,
          message: 'The core is pure: no clock, locale, environment or randomness.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The core is pure.' },
      ],
    },
  },
);
