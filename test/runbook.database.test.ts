/** What docs/runbook.md tells an operator to ask, against a store that works. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { buildGreyoakSchema } from '../src/graphql/schema.js';
import type { Database } from '../src/database/database.js';
import { codeBlocks } from './support/codeBlocks.js';
import { closeTestDatabases, openTestDatabase } from './support/database/testDatabase.js';

const RUNBOOK = 'docs/runbook.md';
const statements = codeBlocks(RUNBOOK, 'sql').flatMap((block) =>
  block.split(/;\n\n?/).filter((text) => text !== ''),
);

/** The texts of tables that a message of the program is known by. */
const fragments = ['### GreyoakNotReady', '### The service does not start', '### 403 behind a proxy'].flatMap(
  (title) => {
    const [section] = readFileSync(RUNBOOK, 'utf8').split(`${title}\n`)[1].split('\n### ');
    return [...section.matchAll(/^\| (`.+?) +\|/gm)].flatMap(
      ([, cell]) => cell.match(/[^`]+(?=`(?:,|$))/g) ?? [],
    );
  },
);
const program = readdirSync('src', { recursive: true })
  .map((name) => join('src', String(name)))
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

test.each(fragments)('the program says: %s', (fragment) => expect(program.includes(fragment)).toBe(true));

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(closeTestDatabases);

test('has statements and messages for most symptoms', () => {
  expect(statements.length).toBeGreaterThan(15);
  expect(fragments.length).toBeGreaterThan(15);
});

test.each(statements)('the role of the service may ask: %s', async (text) => {
  const { fields } = await database.pool.query(text);
  expect(fields.length).toBeGreaterThan(1);
});

test.each(codeBlocks(RUNBOOK, 'graphql'))('the schema knows the fields of: %s', (text) => {
  expect(validate(buildGreyoakSchema(), parse(text))).toEqual([]);
});
