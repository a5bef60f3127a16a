import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { graphql, parse, validate, type ExecutionResult } from 'graphql';
import { servicesOf } from '../../src/api.js';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { seedSample } from '../../src/runs/seedSample.js';
import { readSettings } from '../../src/settings.js';
import { EXAMPLES } from '../../src/web/playground/examples.js';
import { closeTestDatabases, openTestDatabase } from '../database/testDatabase.js';

/** Operations that documents and the playground show, run on the sample market as a newcomer has it. */

let services: Services;
beforeAll(async () => {
  const database: Database = await openTestDatabase();
  const setup = await loadSetup();
  await seedSample(database.pool, setup, { info: () => undefined });
  services = servicesOf(database, setup, readSettings({}).limits);
}, 120_000);
afterAll(closeTestDatabases);

const run = async (source: string): Promise<ExecutionResult> =>
  graphql({ schema: buildGreyoakSchema(), source, contextValue: await createContext(services) });

/** Whether any field says something: an example that gives nulls alone explains nothing. */
const leaves = (value: unknown): unknown[] =>
  value !== null && typeof value === 'object' ? Object.values(value).flatMap(leaves) : [value];

describe('the examples of the playground', () => {
  test.each(EXAMPLES.map((source) => [/query (\w+)/.exec(source)?.[1] ?? source, source] as const))(
    '%s is valid, and says something about the sample market',
    async (_name, source) => {
      expect(validate(buildGreyoakSchema(), parse(source))).toEqual([]);
      const { data, errors } = await run(source);
      expect(errors).toBeUndefined();
      const said = leaves(data).filter((leaf) => leaf !== null);
      expect(said.length).toBeGreaterThan(10);
    },
  );
});

describe('README.md', () => {
  test('shows a first query with the answer that it has', async () => {
    const readme = readFileSync('README.md', 'utf8');
    const [, body] = /-d '(\{"query":.*\})'/.exec(readme) ?? [];
    const [, answer] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
    const { query } = JSON.parse(body) as { query: string };
    expect(JSON.parse(JSON.stringify(await run(query)))).toEqual(JSON.parse(answer));
  });
});
