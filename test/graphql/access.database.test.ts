/** Each rule of the schema, asked by each kind of caller over a store; each input, with a value that does not fit. */
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import {
  anonymousAt,
  callerWithKey,
  callerWithSession,
  rightsTo,
  type Caller,
} from '../../src/access/caller.js';
import { ROLES } from '../../src/access/roles.js';
import { FOR_ANYBODY, SCOPES, type Scope } from '../../src/access/scopes.js';
import type { Database } from '../../src/database/database.js';
import { policyOf } from '../../src/graphql/fieldPolicy.js';
import { encodeId } from '../../src/graphql/ids.js';
import { RUN_IDS } from '../../src/graphql/run/run.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { SECTOR_IDS } from '../../src/graphql/sector/sector.js';
import { STOCK_IDS } from '../../src/graphql/stock/stock.js';
import type { ErrorCode } from '../../src/graphql/errorCodes.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, NEWEST, SPLIT } from '../support/days/filledStore.js';
import { exampleOf, operationAt, type BuiltOperation } from '../support/graphql/operationAt.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import {
  answerOf,
  apiOver,
  closeApis,
  post,
  refusalOf,
  statementsOf,
  type TestApi,
} from '../support/http/api.js';

const schema = buildGreyoakSchema();
const ADDRESS = '192.0.2.1';

const keyOf = (scopes: readonly Scope[], role: (typeof ROLES)[number]): Caller =>
  callerWithKey(
    ADDRESS,
    { id: 1, operationsPerMinute: null, shownPrefix: 'abcdefgh', scopes },
    { id: 1, role },
  );
const userOf = (role: (typeof ROLES)[number]): Caller =>
  callerWithSession(ADDRESS, { id: 1 }, { id: 1, role });

const CALLERS: Readonly<Record<string, Caller>> = {
  ...Object.fromEntries(ROLES.map((role) => [role, userOf(role)])),
  anonymous: anonymousAt(ADDRESS, rightsTo([])),
  'anonymous with ANONYMOUS_SCOPES': anonymousAt(ADDRESS, rightsTo(FOR_ANYBODY)),
  'a key with more scopes than its owner': keyOf(SCOPES, 'VIEWER'),
  ...Object.fromEntries(SCOPES.map((scope) => [`a key with ${scope}`, keyOf([scope], 'ADMIN')])),
};

const STOCK = encodeId(STOCK_IDS, SPLIT);
/** Values for places whose type does not say what they are. */
const PLACES: Readonly<Record<string, unknown>> = {
  'Subscription.runProgress(runId)': encodeId(RUN_IDS, 1),
};
const SCALARS: Readonly<Record<string, unknown>> = {
  Boolean: false,
  Date: NEWEST,
  DateTime: `${NEWEST}T11:00:00Z`,
  Decimal: '1',
  Float: 100,
  ID: STOCK,
  Int: 1,
  String: NEWEST,
  Ticker: SPLIT,
  _Any: { __typename: 'Stock', ticker: SPLIT },
};
const scalarOf = (place: string, type: string): unknown => PLACES[place] ?? SCALARS[type];

const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
  !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type))
    ? Object.values(type.getFields()).map((field) => ({ coordinate: `${type.name}.${field.name}`, field }))
    : [],
);

/** An operation, the coordinate that it is about, and the scopes that it needs. */
interface Case {
  readonly name: string;
  readonly built: BuiltOperation;
  readonly needs: readonly Scope[];
}

const accessOf = (coordinate: string): readonly Scope[] => {
  const found = fields.find((one) => one.coordinate === coordinate);
  return SCOPES.filter((scope) => [found && policyOf(found.field)?.access].flat().includes(scope));
};
const caseOf = (
  name: string,
  coordinate: string,
  given: Readonly<Record<string, unknown>> = {},
  more: readonly Scope[] = [],
): Case => {
  const built = operationAt(schema, coordinate, scalarOf, given);
  return { name, built, needs: [...built.path.flatMap(accessOf), ...more] };
};

/** The argument of a path with a value there, and examples of what the other fields of its input need. */
function givenAt(coordinate: string, field: GraphQLField<unknown, unknown>, path: string, value: unknown) {
  const [name, inner] = path.split('.');
  if (inner === undefined) return { [name]: value };
  const type = field.args.find((argument) => argument.name === name)?.type;
  const example = type && exampleOf(getNullableType(type), `${coordinate}(${name})`, scalarOf);
  return { [name]: { ...(example as object), [inner]: value } };
}

const CASES: readonly Case[] = [
  ...fields
    .filter(({ coordinate }) => accessOf(coordinate).length > 0)
    .map(({ coordinate }) => caseOf(coordinate, coordinate)),
  ...fields.flatMap(({ coordinate, field }) =>
    Object.entries(policyOf(field)?.scopesOfArguments ?? {}).flatMap(([name, scopes]) =>
      Object.entries(scopes).map(([value, scope]) => {
        const asked = value === 'true' || value === 'false' ? value === 'true' : value;
        const given = givenAt(coordinate, field, name, asked);
        return caseOf(`${coordinate}(${name}: ${value})`, coordinate, given, [scope]);
      }),
    ),
  ),
  ...(
    [
      ['Stock', STOCK, 'MARKET_READ'],
      ['Sector', encodeId(SECTOR_IDS, 'energy'), 'MARKET_READ'],
      ['Run', encodeId(RUN_IDS, 1), 'SCORES_READ'],
    ] as const
  ).flatMap(([type, id, scope]) => [
    caseOf(`Query.node of a ${type}`, 'Query.node', { id }, [scope]),
    caseOf(`Query.nodes of a ${type}`, 'Query.nodes', { ids: [STOCK, id] }, ['MARKET_READ', scope]),
  ]),
  caseOf('Query._entities of a Stock', 'Query._entities', {}, ['MARKET_READ']),
  caseOf(
    'Query._entities of a Score',
    'Query._entities',
    { representations: [{ __typename: 'Score', id: 'none' }] },
    ['SCORES_READ'],
  ),
];

let database: Database;
let api: TestApi;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  const env = {
    COST_BUCKET: '1000000000',
    WHAT_IF_PER_MINUTE: '0',
    COMPONENTS_PER_MINUTE: '0',
    REPRODUCED_PER_MINUTE: '0',
    CACHE_BYTES: '0',
  };
  api = await apiOver(database, env, {
    callerOf: ({ headers }) => CALLERS[String(headers['x-caller'])],
    // Where commits are not heard of, each operation reads whether there was one.
    listener: { heartbeatMs: 60_000 },
  });
}, 60_000);
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

interface CodedError {
  readonly extensions?: { readonly [name: string]: unknown } | undefined;
}

/** Sends an operation as a caller, and returns the errors that it gets. A subscription is ended once it has begun. */
async function errorsFor(
  { query, variables }: BuiltOperation,
  caller: string,
): Promise<readonly CodedError[]> {
  if (!query.startsWith('subscription')) {
    return answerOf(await post(api, query, { variables, headers: { 'x-caller': caller } })).errors ?? [];
  }
  const sink = new RecordingSink();
  const running = api.startOperation({ query, variables }, CALLERS[caller], sink);
  // What is refused is refused before anything is waited for.
  await turn();
  running.stop();
  return sink.errors ?? [];
}

const isForbidden = ({ extensions }: CodedError): boolean => extensions?.['code'] === 'FORBIDDEN';
const lackedBy = (caller: string, needs: readonly Scope[]): readonly Scope[] =>
  SCOPES.filter((scope) => needs.includes(scope) && !CALLERS[caller].rights.scopes.has(scope)).sort();

describe('a rule', () => {
  test('stands behind each root field that is not public, and each fact about a stock', () => {
    expect(CASES.length).toBeGreaterThan(25);
    expect(new Set(CASES.flatMap(({ needs }) => needs)).size).toBeGreaterThan(4);
  });

  test.each(CASES)(
    'denies callers without the scopes of $name, and reads nothing for them',
    async ({ built, needs }) => {
      const denied = Object.keys(CALLERS).filter((caller) => lackedBy(caller, needs).length > 0);
      expect(denied).toEqual(expect.arrayContaining(['anonymous']));
      const statements = await statementsOf(database, async () => {
        const answers = await Promise.all(denied.map((caller) => errorsFor(built, caller)));
        expect(answers.map((errors) => errors.map(({ extensions }) => extensions?.['code']))).toEqual(
          denied.map(() => ['FORBIDDEN']),
        );
        const told = answers.map(([{ extensions }], k) => [denied[k], extensions?.['scopes']]);
        expect(told).toEqual(denied.map((caller) => [caller, lackedBy(caller, needs)]));
      });
      expect(statements).toBe(0);
    },
  );
});

/**
 * The same value with one that does not fit in one place, for each place.
 *
 * @param around the inputs that it is within. An input that has itself as a field is entered once.
 */
function* invalid(
  type: GraphQLInputType,
  place: string,
  around: readonly GraphQLInputType[] = [],
): Generator<readonly [place: string, value: unknown]> {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    for (const [inner, value] of invalid(nullable.ofType, place, around)) yield [inner, [value]];
    return;
  }
  if (!isInputObjectType(nullable)) {
    yield [place, getNamedType(type).name === '_Any' ? 'text' : { nothing: 1 }];
    return;
  }
  if (around.includes(nullable)) return;
  const valid = exampleOf(nullable, place, scalarOf) as Readonly<Record<string, unknown>>;
  yield [place, 'text'];
  yield [`${place}.nothing`, { ...valid, nothing: 1 }];
  for (const field of Object.values(nullable.getFields())) {
    for (const [inner, value] of invalid(field.type, `${place}.${field.name}`, [...around, nullable])) {
      yield [inner, { ...valid, [field.name]: value }];
    }
  }
}

test('each input refuses a value that does not fit, and nothing is read or written for it', async () => {
  const inputs = fields.flatMap(({ coordinate, field }) =>
    field.args.flatMap(({ name, type }) =>
      [...invalid(type, `${coordinate}(${name})`)].map(
        ([place, value]) => [coordinate, name, place, value] as const,
      ),
    ),
  );
  expect(inputs.length).toBeGreaterThan(100);
  const statements = await statementsOf(database, async () => {
    for (const [coordinate, name, place, value] of inputs) {
      const built = operationAt(schema, coordinate, scalarOf, { [name]: value });
      if (built.query.startsWith('subscription')) {
        const errors = await errorsFor(built, 'ADMIN');
        expect([place, errors.map(({ extensions }) => extensions?.['code'])]).toEqual([
          place,
          ['BAD_USER_INPUT'],
        ]);
        continue;
      }
      const headers = { 'x-caller': 'ADMIN' };
      const answer = await post(api, built.query, { variables: built.variables, headers });
      expect([place, ...refusalOf(answer)]).toEqual([place, 400, 'BAD_USER_INPUT' satisfies ErrorCode]);
    }
  });
  expect(statements).toBe(0);
});

/** What only a user who is signed in may do: an API key is refused, whatever its scopes are. */
const OF_SESSIONS: ReadonlySet<string> = new Set([
  'Mutation.changePassword',
  'Mutation.deleteMyAccount',
  'Mutation.updateMe',
]);

/** What belongs to a user: an anonymous caller is refused, also with the scope. */
const OF_USERS: ReadonlySet<string> = new Set([
  'Query.backtests',
  'Mutation.startBacktest',
  'Subscription.backtestProgress',
]);
const isRefused = (name: string, caller: string): boolean =>
  (OF_SESSIONS.has(name) && CALLERS[caller].session === null) ||
  (OF_USERS.has(name) && CALLERS[caller].user === null);

// At last, as what is written now is read by itself a moment later.
describe('a rule that is kept', () => {
  test.each(CASES)('allows callers with the scopes of $name', async ({ name, built, needs }) => {
    const allowed = Object.keys(CALLERS).filter((caller) => lackedBy(caller, needs).length === 0);
    expect(allowed).toContain('ADMIN');
    const answers = await Promise.all(allowed.map((caller) => errorsFor(built, caller)));
    expect(answers.map((errors, n) => [allowed[n], errors.filter(isForbidden).length])).toEqual(
      allowed.map((caller) => [caller, isRefused(name, caller) ? 1 : 0]),
    );
  });
});
