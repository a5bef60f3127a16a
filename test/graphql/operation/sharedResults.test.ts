/** Which subscriptions share their results, and whose results these are. */
import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { anonymousAt, callerAt, callerWithKey, rightsTo, type Caller } from '../../../src/access/caller.js';
import { applyPolicies } from '../../../src/graphql/applyPolicies.js';
import { inherited } from '../../../src/graphql/inherited.js';
import { applyOwnedTypes } from '../../../src/graphql/ownedTypes.js';
import { sharedResults } from '../../../src/graphql/operation/sharedResults.js';
import { operationOf } from '../../support/graphql/operationOf.js';
import { stubContext } from '../../support/graphql/stubContext.js';

const schema = buildSchema(`
  interface Named { name: String mine: String }
  type Stock implements Named { name: String mine: String }
  type Alert implements Named { name: String mine: String }
  type Query { none: String }
  type Subscription { stock: Stock alert: Alert named: Named }
`);
const VOLATILE = { access: 'PUBLIC', freshness: 'VOLATILE' } as const;
applyPolicies(schema, [
  {
    'Query.none': VOLATILE,
    'Subscription.stock': VOLATILE,
    'Subscription.alert': VOLATILE,
    'Subscription.named': VOLATILE,
    'Stock.mine': { access: 'INHERIT', freshness: 'INHERIT', isOwned: true },
  },
  inherited('Named', ['name', 'mine']),
  inherited('Stock', ['name']),
  inherited('Alert', ['name', 'mine']),
]);
applyOwnedTypes(schema, [{ Alert: 'ALERTS_WRITE' }]);

const SCOPES = ['SCORES_READ', 'ALERTS_WRITE'] as const;
const byKey = (user: number, key: number, scopes: Parameters<typeof rightsTo>[0] = SCOPES): Caller =>
  callerWithKey(
    '192.0.2.1',
    { id: key, operationsPerMinute: null, shownPrefix: 'abcdefgh', scopes: [...scopes] },
    { id: user, role: 'TRADER' },
  );
const [one, other] = [byKey(1, 1), byKey(2, 2)];

/** The key of a subscription's group, and the caller for whom its results are computed. */
async function sharedBy(fields: string, caller: Caller): Promise<readonly [key: string, caller: Caller]> {
  const callers: Caller[] = [];
  const { key, encode } = sharedResults(
    {
      schema,
      operations: {
        readsBooks: () => false,
        resultsAtOnce: () => 1,
        executeOn: async () => [{ data: {} }],
      } as unknown as Parameters<typeof sharedResults>[0]['operations'],
      contextOfEvents: async (of) => {
        callers.push(of);
        return stubContext();
      },
      onFailure: () => undefined,
    },
    operationOf(schema, SHARED.get(fields) ?? remembered(fields)),
    1,
    caller,
  );
  await encode([{}]);
  return [key, callers[0]];
}

/** A group is of one document, the same object. */
const SHARED = new Map<string, ReturnType<typeof operationOf>['document']>();
function remembered(fields: string) {
  const { document } = operationOf(schema, `subscription { ${fields} }`);
  SHARED.set(fields, document);
  return document;
}

const isShared = async (fields: string, first: Caller, second: Caller): Promise<boolean> =>
  (await sharedBy(fields, first))[0] === (await sharedBy(fields, second))[0];

const OWNED = [
  ['a field that is owned', 'stock { mine }'],
  ['a type that is owned', 'alert { name }'],
  ['an interface that may be of an owned type', 'named { name }'],
  ['a type condition', 'named { ... on Alert { name } }'],
  ['a condition that leaves it out', 'stock { name mine @skip(if: true) }'],
] as const;

describe('subscriptions', () => {
  test('are shared by users with the same rights, and by no others', async () => {
    expect(await isShared('stock { name }', one, other)).toBe(true);
    expect(await isShared('stock { name }', one, byKey(2, 2, ['SCORES_READ']))).toBe(false);
    const local = callerAt('192.0.2.1', rightsTo(SCOPES));
    expect(await isShared('stock { name }', one, local)).toBe(true);
  });

  test.each(OWNED)('are shared by one user only with %s', async (_, fields) => {
    expect(await isShared(fields, one, other)).toBe(false);
    expect(await isShared(fields, one, byKey(1, 3))).toBe(true);
    expect(await isShared(fields, one, byKey(1, 3, ['ALERTS_WRITE']))).toBe(false);
    const address = (last: number) => anonymousAt(`192.0.2.${last}`, rightsTo(SCOPES));
    expect(await isShared(fields, address(1), address(2))).toBe(false);
    expect(await isShared(fields, address(1), callerAt('192.0.2.1', rightsTo(SCOPES)))).toBe(false);
  });

  test('are computed for their user where something is owned, and for no one else', async () => {
    for (const [, fields] of OWNED) {
      const [, caller] = await sharedBy(fields, one);
      expect(caller).toMatchObject({ kind: 'USER', name: 'user 1', address: '', apiKey: null });
      expect([caller.user, caller.rights.key]).toEqual([one.user, one.rights.key]);
    }
    const [, caller] = await sharedBy('stock { name }', one);
    expect(caller).toMatchObject({ kind: 'ANONYMOUS', name: 'events', user: null });
  });
});
