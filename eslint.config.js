import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import { importX } from 'eslint-plugin-import-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The rooms of src/, and what each may import beside itself and the files that lie in src/ (docs/architecture.md). */
const rooms = {
  scoring: [],
  access: ['database'],
  method: ['scoring'],
  database: ['scoring'],
  jobs: ['database'],
  market: ['scoring', 'database'],
  runs: ['scoring', 'method', 'market', 'database', 'jobs'],
  books: ['scoring', 'method', 'database'],
  live: ['scoring', 'books', 'database'],
  graphql: ['scoring', 'access', 'method', 'market', 'runs', 'books', 'live', 'database'],
  http: ['access', 'graphql', 'live', 'database'],
  web: ['client'],
  client: [],
  cli: [
    'scoring',
    'access',
    'method',
    'market',
    'runs',
    'books',
    'live',
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
  except: [room, ...others, ...(['scoring', 'client'].includes(room) ? [] : shared)].map(
    (path) => `./${path}`,
  ),
  message: `src/${room} may import ${others.length > 0 ? others.join(', ') : 'nothing of ours'}: see docs/architecture.md.`,
}));

/** Sources import each other by the names that they have once compiled. */
const sourceResolver = {
  interfaceVersion: 3,
  name: 'compiled-names',
  resolve(source, file) {
    if (!source.startsWith('.')) return { found: false };
    const path = fileURLToPath(new URL(source.replace(/\.js$/, '.ts'), `file://${file}`));
    return existsSync(path) ? { found: true, path } : { found: false };
  },
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'bench/node_modules/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      // NaN is null in columns, and `value === value` is the cheapest way to tell it from a number.
      'no-self-compare': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  { files: ['**/*.js', 'bench/**'], languageOptions: { globals: { URL: 'readonly', process: 'readonly' } } },
  {
    files: ['src/**/*.ts'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/extensions': ['.ts'], 'import-x/resolver-next': [sourceResolver] },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-unresolved': ['error', { ignore: ['^[^.]'] }],
      'import-x/no-restricted-paths': ['error', { zones }],
    },
  },
  {
    // Where texts of callers arrive, SQL takes them as parameters only.
    files: ['src/{graphql,books,live,http,cli}/**/*.ts', 'src/main.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='query'] > TemplateLiteral[expressions.length>0]",
          message: 'Values go into SQL as parameters.',
        },
        {
          selector:
            "CallExpression[callee.object.name='sql'][callee.property.name=/^(raw|lit)$/] > :not(Literal, TemplateLiteral[expressions.length=0], MemberExpression)",
          message: 'Only constant text is raw SQL; values go in as parameters.',
        },
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
