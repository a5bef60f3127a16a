/** Generated operations, executed by graphql-js and by ours: each time the same data and the same errors. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { execute, GraphQLError, parse, validate, type DocumentNode, type ExecutionResult } from 'graphql';
import { formatError } from '../../../src/graphql/errors.js';
import { CostBuckets } from '../../../src/graphql/limits/costBuckets.js';
import { compilableDocument } from '../../../src/graphql/operation/compiled/compilableDocument.js';
import { GRAPHQL_RULES } from '../../../src/graphql/operation/graphqlRules.js';
import { Operations } from '../../../src/graphql/operation/operations.js';
import { resolveOperation } from '../../../src/graphql/operation/resolveOperation.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { assertGenerated } from '../../support/assertGenerated.js';
import { DAY } from '../../support/days/day.js';
import { memoryContext } from '../../support/graphql/memoryContext.js';
import { operations, type OperationPayload } from '../../support/graphql/operations.js';

/** A share of what `GREYOAK_GENERATED=10000` executes, which is for changes of how operations are executed. */
const OPERATIONS = Number(process.env['GREYOAK_GENERATED'] ?? 1_000);
/** The first two are interpreted, the third is compiled. */
const TIMES = 3;

const schema = buildGreyoakSchema();
const [TICKER] = DAY.section.tickers;
const id = (text: string) => Buffer.from(text).toString('base64url');

const payloads = operations(schema, {
  ticker: [...DAY.section.tickers.slice(0, 5), 'LOST.NS', 'nothing'],
  date: [DAY.section.date, '2024-10-07', '1990-01-01'],
  sector: ['energy', 'fmcg'],
  method: ['greyoak-1.1'],
  id: [id(`Stock:${TICKER}`), id('Sector:energy'), id('Run:7')],
  cursors: {},
});

const own = new Operations(schema, new CostBuckets({ capacity: 1e12, perSecond: 1e9 }), {
  maxCost: 1e12,
  maxEventCost: 1e12,
  maxAnswerBytes: 16_000_000,
  timeoutMs: 60_000,
});

interface Shown {
  readonly data?: unknown;
  readonly errors: readonly { readonly code: unknown; readonly message: string }[];
}

/** What a client sees, but for what an answer cost. */
function shown({ data, errors = [] }: ExecutionResult): Shown {
  const told = errors.map((error) => {
    const { message, path, locations, extensions } = formatError(error.toJSON(), error, () => undefined);
    return { message, path, locations, code: extensions?.['code'] };
  });
  return JSON.parse(JSON.stringify({ data, errors: told })) as Shown;
}

/** As the server does, which makes a result of what is thrown. */
async function byOurs(document: DocumentNode, payload: OperationPayload): Promise<Shown> {
  try {
    return shown(await own.answer(document, payload, await memoryContext()));
  } catch (error) {
    if (error instanceof GraphQLError) return shown({ errors: [error] });
    throw error;
  }
}

/** The codes are ours: those that graphql-js would have, it leaves out. */
async function byGraphqlJs(
  document: DocumentNode,
  { operationName, variables }: OperationPayload,
  codes: readonly unknown[],
): Promise<Shown> {
  const contextValue = await memoryContext();
  const { data, errors = [] } = await execute({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue,
  });
  const told = errors.map((error, k) => ({ ...error.toJSON(), extensions: undefined, code: codes[k] }));
  return JSON.parse(JSON.stringify({ data, errors: told })) as Shown;
}

const mayBeCompiled = (document: DocumentNode, payload: OperationPayload): boolean => {
  try {
    return compilableDocument(schema, resolveOperation(schema, document, payload)) !== null;
  } catch {
    return false;
  }
};

test('a generated operation has the data and errors of graphql-js, the first time as the third', async () => {
  const counts = { valid: 0, answered: 0, compiled: 0, partly: 0, refused: 0, unresolved: 0 };
  const property = fc.asyncProperty(payloads, async (payload) => {
    const document = parse(payload.query);
    if (validate(schema, document, GRAPHQL_RULES).length > 0) return;
    const answers: Shown[] = [];
    for (let time = 0; time < TIMES; time++) answers.push(await byOurs(document, payload));
    const [first] = answers;
    const texts = answers.map((answer) => JSON.stringify(answer));
    if (texts.some((text) => text !== texts[0])) expect(answers).toEqual(answers.map(() => first));
    const codes = first.errors.map(({ code }) => code);
    expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
    counts.valid++;
    if (codes.includes('OPERATION_RESOLUTION_FAILURE')) {
      // Ours says what to do.
      counts.unresolved++;
      return;
    }
    const reference = await byGraphqlJs(document, payload, codes);
    // Comparing texts is some hundred times faster, and finds nearly all that are equal.
    if (JSON.stringify(reference) !== texts[0]) expect(first).toEqual(reference);
    if (mayBeCompiled(document, payload)) counts.compiled++;
    if (!first.data) counts.refused++;
    else if (first.errors.length > 0) counts.partly++;
    else counts.answered++;
  });
  await assertGenerated(property, OPERATIONS);
  // That it is about all of them.
  const shares = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, count / OPERATIONS]),
  );
  expect(shares['valid']).toBeGreaterThan(0.8);
  expect(shares['answered']).toBeGreaterThan(0.4);
  expect(shares['compiled']).toBeGreaterThan(0.6);
  expect(shares['partly']).toBeGreaterThan(0.005);
  expect(shares['refused']).toBeGreaterThan(0.05);
}, 3_600_000);
