/** An operation with errors is executed twice once it is compiled: that reads and computes nothing more. */
import { setImmediate as turned } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OperationTypeNode, parse, validate, type ExecutionResult } from 'graphql';
import type { Database } from '../../../src/database/database.js';
import { createContext, type GraphqlContext, type Services } from '../../../src/graphql/context.js';
import { CostBuckets } from '../../../src/graphql/limits/costBuckets.js';
import { CompiledOperations } from '../../../src/graphql/operation/compiledOperations.js';
import { GRAPHQL_RULES } from '../../../src/graphql/operation/graphqlRules.js';
import { Operations } from '../../../src/graphql/operation/operations.js';
import type { ParsedOperation } from '../../../src/graphql/operation/parsedOperation.js';
import { resolveOperation } from '../../../src/graphql/operation/resolveOperation.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { readSettings } from '../../../src/settings.js';
import { assertGenerated } from '../../support/assertGenerated.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { FORMER, NEWEST, SPLIT, UNSCORED, fill } from '../../support/days/filledStore.js';
import { recomputedRun } from '../../support/days/recomputedRun.js';
import { recomputing } from '../../support/days/recomputing.js';
import { operations, type OperationPayload } from '../../support/graphql/operations.js';
import { dayServices } from '../../support/days/dayServices.js';

const OPERATIONS = 250;
/** The first two executions are interpreted, the third is compiled. */
const INTERPRETED = 2;
/** Between the end of a statement and the next one of the same operation, the event loop turns at most twice. */
const IDLE_TURNS = 4;

const schema = buildGreyoakSchema();
const id = (text: string) => Buffer.from(text).toString('base64url');
const payloads = operations(schema, {
  ticker: [SPLIT, UNSCORED, 'nothing'],
  date: [NEWEST, FORMER, '1990-01-01'],
  sector: ['energy', 'fmcg'],
  method: ['greyoak-1.1'],
  id: ['Stock:' + SPLIT, `Score:2:TRADER:${SPLIT}`, `Score:3:TRADER:${SPLIT}`, 'Run:2', 'Sector:energy'].map(
    id,
  ),
  cursors: {},
});

let services: Services;
/** Statements that were sent. */
let sent = 0;

const counting = (database: Database): Database => ({
  ...database,
  query: (...args) => {
    sent++;
    return database.query(...args);
  },
});

beforeAll(async () => {
  const database = await openTestDatabase();
  await fill(database);
  const settings = readSettings({
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    WHAT_IF_PER_MINUTE: '0',
    REPRODUCED_PER_MINUTE: '0',
    COMPONENTS_PER_MINUTE: '0',
  });
  services = {
    ...(await dayServices(counting(database), settings)),
    ...recomputing({
      isKept: () => false,
      recompute: (runs) => runs.map(({ id }) => Promise.resolve(recomputedRun(id))),
    }),
  };
  await services.snapshots.start();
}, 60_000);

afterAll(async () => {
  await services.snapshots.stop();
  await closeTestDatabases();
});

const own = new Operations(schema, new CostBuckets({ capacity: 1e12, perSecond: 1e9 }), {
  maxCost: 1e12,
  maxEventCost: 1e12,
  maxAnswerBytes: 16_000_000,
  timeoutMs: 60_000,
});
const graphqlJs = new CompiledOperations(schema);

function operationIn({ query, operationName, variables }: OperationPayload): ParsedOperation | null {
  const document = parse(query);
  if (validate(schema, document, GRAPHQL_RULES).length > 0) return null;
  try {
    return resolveOperation(schema, document, { operationName, variables });
  } catch {
    return null;
  }
}

interface Taken {
  /** Statements that were sent for the operation: also those for books. */
  readonly statements: number;
  readonly counts: GraphqlContext['reads']['counts'];
}

/** Waits until all statements have ended: an operation that failed is answered before its other reads are done. */
async function settled(): Promise<void> {
  const { pool } = services.database;
  for (let idle = 0; idle < IDLE_TURNS; idle++) {
    await turned();
    if (pool.idleCount < pool.totalCount || pool.waitingCount > 0) idle = 0;
  }
}

/** What an operation takes in a context. */
async function taking(context: GraphqlContext, execute: () => Promise<unknown>): Promise<Taken> {
  const before = sent;
  await execute();
  await settled();
  return { statements: sent - before, counts: { ...context.reads.counts } };
}

test('reads as much in as many statements as one execution, and computes as much', async () => {
  const counts = { executed: 0, repeated: 0 };
  const property = fc.asyncProperty(payloads, async (payload) => {
    const operation = operationIn(payload);
    if (operation === null || operation.operation.operation !== OperationTypeNode.QUERY) return;
    const contextOf = () => {
      services.books.clear();
      return createContext(services);
    };
    for (let k = 0; k < INTERPRETED - 1; k++) await own.execute(operation, await contextOf());
    await settled();
    const [first, second] = [await contextOf(), await contextOf()];
    const interpreted = await taking(first, () => own.execute(operation, first));
    services.books.clear();
    let { data, errors }: ExecutionResult = {};
    const compiled = await taking(
      second,
      async () => ({ data, errors } = await own.execute(operation, second)),
    );
    // Where a field throws at once and leaves no data, graphql-js does not begin the fields after it.
    if (data !== null) expect(compiled).toEqual(interpreted);
    // Once more, whether it has errors or not.
    const again = await taking(second, () => graphqlJs.interpret(operation, second));
    expect(again).toEqual({ statements: 0, counts: compiled.counts });
    counts.executed++;
    if (errors !== undefined) counts.repeated++;
  });
  await assertGenerated(property, OPERATIONS);
  // That it is about both.
  expect(counts.executed).toBeGreaterThan(0.6 * OPERATIONS);
  expect(counts.repeated).toBeGreaterThan(0.15 * OPERATIONS);
}, 60_000);
