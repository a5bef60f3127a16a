import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { execute, GraphQLError, parse, specifiedRules, validate, type ExecutionResult } from 'graphql';
import { CompiledOperations } from '../../../src/graphql/operation/compiledOperations.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { UserError } from '../../../src/userError.js';
import { DAY } from '../../support/days/day.js';
import { documents, type Payload } from '../../support/graphql/documents.js';
import { stubContext } from '../../support/graphql/stubContext.js';

const schema = buildGreyoakSchema();
const SEED = 20_241_008;
const DOCUMENTS = 300;

const [TICKER] = DAY.section.tickers;
const known = {
  ticker: [...DAY.section.tickers.slice(0, 5), 'LOST.NS'],
  date: [DAY.section.date, '2024-10-07'],
  sector: ['energy'],
  id: [
    Buffer.from(`Stock:${TICKER}`).toString('base64url'),
    Buffer.from('Sector:energy').toString('base64url'),
  ],
  cursors: {},
};

/**
 * As a client sees it. Of several errors beside each other the first takes the others' parent away; whether these are
 * told all the same is not said by the specification, so that only the data is compared, and whether there are any.
 */
function shown({ data, errors = [] }: ExecutionResult): unknown {
  // Of the request, or of fields.
  const messages = data === undefined ? errors.map(({ message }) => message) : errors.length > 0;
  return JSON.parse(JSON.stringify({ data, errors: messages }));
}

/** Executed by graphql-js, and by graphql-jit: the third time is compiled. Null where it is not valid. */
async function bothOf({ query, variables }: Payload) {
  let document;
  try {
    document = parse(query);
  } catch {
    return null;
  }
  if (validate(schema, document, specifiedRules).length > 0) return null;
  const interpreted = await execute({
    schema,
    document,
    variableValues: variables,
    contextValue: stubContext(),
  });
  const operations = new CompiledOperations(schema);
  const operation = { document, operationName: null, variables };
  await operations.execute(operation, stubContext());
  await operations.execute(operation, stubContext());
  const compiled = await operations.execute(operation, stubContext());
  return { interpreted: shown(interpreted), compiled: shown(compiled) };
}

describe('CompiledOperations', () => {
  test('answers as graphql-js does, whatever is asked', async () => {
    let answered = 0;
    const property = fc.asyncProperty(documents(schema, known), async (payload) => {
      const both = await bothOf(payload);
      if (both === null) return;
      answered++;
      expect(both.compiled).toEqual(both.interpreted);
    });
    await fc.assert(property, { numRuns: DOCUMENTS, seed: SEED });
    expect(answered).toBeGreaterThan(DOCUMENTS / 4);
  }, 120_000);

  test('also where a fragment is left out once, and spread again', async () => {
    const query = `query ($x: Boolean!) { sectors { ...F @include(if: $x) ...F } } fragment F on Sector { key name }`;
    const both = await bothOf({ query, variables: { x: false } });
    expect(both?.compiled).toEqual(both?.interpreted);
    expect(JSON.stringify(both?.compiled)).toContain('"key":"energy"');
  });

  test('reports errors as graphql-js does: what was thrown, where, and for which field', async () => {
    const query = `{
      stocks(first: 1) { nodes { ticker } }
      wrong: stocks(first: -1) { nodes { ticker } } }`;
    const operations = new CompiledOperations(schema);
    const operation = { document: parse(query), operationName: null, variables: {} };
    const interpreted = await operations.execute(operation, stubContext());
    await operations.execute(operation, stubContext());
    const compiled = await operations.execute(operation, stubContext());
    const [error] = compiled.errors ?? [];
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error.originalError).toBeInstanceOf(UserError);
    expect(compiled.errors).toEqual(interpreted.errors);
    expect(error.toJSON()).toEqual({
      message: expect.stringContaining('got -1'),
      path: ['wrong'],
      locations: [{ line: 3, column: 7 }],
    });
  });

  test('forgets operations that have not been sent for long', async () => {
    const operations = new CompiledOperations(schema);
    for (let k = 0; k < 510; k++) {
      const operation = { document: parse(`{ a${k}: __typename }`), operationName: null, variables: {} };
      for (let time = 0; time < 4; time++) {
        expect(await operations.execute(operation, stubContext())).toEqual({ data: { [`a${k}`]: 'Query' } });
      }
    }
  });

  test.each([
    ['no operation of that name', '{ __typename }', 'Other'],
    ['several operations and no name', 'query A { __typename } query B { __typename }', null],
  ])('%s is an error each time', async (_, query, operationName) => {
    const operations = new CompiledOperations(schema);
    const operation = { document: parse(query), operationName, variables: {} };
    for (let time = 0; time < 4; time++) {
      const { data, errors } = await operations.execute(operation, stubContext());
      expect({ data, errors: errors?.length }).toEqual({ data: undefined, errors: 1 });
    }
  });
});
