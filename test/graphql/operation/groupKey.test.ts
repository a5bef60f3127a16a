import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { ALL_RIGHTS, rightsTo } from '../../../src/access/caller.js';
import { groupKey } from '../../../src/graphql/operation/groupKey.js';
import { resolveOperation } from '../../../src/graphql/operation/resolveOperation.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';

const schema = buildGreyoakSchema();

const EVENTS = parse(
  'subscription ($filter: ScoreEventFilter, $last: ID) { scoreChanged(filter: $filter, after: $last) { cursor } }',
);
const NAMED = parse('subscription A { scoreChanged { cursor } } subscription B { scoreChanged { cursor } }');

const keyOf = (variables: Record<string, unknown>, document = EVENTS, rights = ALL_RIGHTS) =>
  groupKey(resolveOperation(schema, document, { variables }), rights);

describe('subscriptions share their work', () => {
  test('wherever they begin', () => {
    expect(keyOf({ last: 'a' })).toBe(keyOf({ last: 'b' }));
    expect(keyOf({ last: 'a' })).toBe(keyOf({}));
    const spread = parse(
      'subscription ($last: ID) { ...F } fragment F on Subscription { scoreChanged(after: $last) { cursor } }',
    );
    expect(keyOf({ last: 'a' }, spread)).toBe(keyOf({}, spread));
  });

  test('in whatever order their variables come', () => {
    const [one, other] = [
      { tickers: ['A.NS'], mode: 'TRADER' },
      { mode: 'TRADER', tickers: ['A.NS'] },
    ];
    expect(keyOf({ filter: one, last: 'a' })).toBe(keyOf({ last: 'b', filter: other }));
  });

  const STOCK = 'stock { bars(after: $last) { totalCount } }';
  test.each([
    ['in a nested field', `subscription ($last: String) { scoreChanged { score { ${STOCK} } } }`],
    [
      'both of the root field and in a nested one',
      'subscription ($last: ID) { scoreChanged(after: $last) { score { stock { scores(mode: TRADER, after: $last) { totalCount } } } } }',
    ],
    [
      'in a fragment within a fragment of the root',
      `subscription ($last: String) { ...A } fragment A on Subscription { scoreChanged { ...B } }
       fragment B on ScoreEvent { score { ...C } } fragment C on Score { ${STOCK} }`,
    ],
    [
      'in a fragment that is defined before the operation',
      'fragment S on Stock { bars(after: $last) { totalCount } } ' +
        'subscription ($last: String) { scoreChanged { score { stock { ...S } } } }',
    ],
    [
      'in an inline fragment',
      'subscription ($last: String) { scoreChanged { score { stock { ... on Stock { bars(after: $last) { totalCount } } } } } }',
    ],
    [
      'in a field with a directive, under an alias',
      'subscription ($last: String) { scoreChanged { score { stock { after: bars(after: $last) @include(if: true) { totalCount } } } } }',
    ],
    [
      'in a list within an input object of the root field',
      'subscription ($last: String!) { scoreChanged(filter: { sectors: [$last] }) { cursor } }',
    ],
    [
      'with a default, in a nested field',
      `subscription ($last: String = "c") { scoreChanged { score { ${STOCK} } } }`,
    ],
  ])('not where a variable that differs is used %s', (_, text) => {
    const document = parse(text);
    expect(keyOf({ last: 'a' }, document)).not.toBe(keyOf({ last: 'b' }, document));
  });

  test('not where the variable of a directive differs, but where that of a cursor with a default does', () => {
    const document = parse(
      'subscription ($last: ID = "c", $with: Boolean!) { scoreChanged(after: $last) { cursor at @include(if: $with) } }',
    );
    const key = keyOf({ last: 'a', with: true }, document);
    expect(key).toBe(keyOf({ last: 'b', with: true }, document));
    expect(key).toBe(keyOf({ with: true }, document));
    expect(key).not.toBe(keyOf({ last: 'a', with: false }, document));
  });

  test('only with the same variables, rights, operation and document', () => {
    const others = [
      keyOf({}),
      keyOf({ filter: { mode: 'TRADER' } }),
      keyOf({ filter: { mode: 'INVESTOR' } }),
      keyOf({}, EVENTS, rightsTo(['SCORES_READ'])),
      keyOf({}, parse('subscription { scoreChanged { cursor } }')),
      ...['A', 'B'].map((operationName) =>
        groupKey(resolveOperation(schema, NAMED, { operationName }), ALL_RIGHTS),
      ),
    ];
    expect(new Set(others).size).toBe(others.length);
  });

  test('not where the variable of the cursor is used for more, or is none of the root field', () => {
    const twice = parse(
      'subscription ($last: ID) { scoreChanged(after: $last) { score { stock { scores(mode: TRADER, after: $last) { totalCount } } } } }',
    );
    expect(keyOf({ last: 'a' }, twice)).not.toBe(keyOf({ last: 'b' }, twice));
    const inner = parse(
      'subscription ($last: String) { scoreChanged { score { stock { bars(after: $last) { totalCount } } } } }',
    );
    expect(keyOf({ last: 'a' }, inner)).not.toBe(keyOf({ last: 'b' }, inner));
    const spread = parse(
      'subscription ($last: String) { scoreChanged { score { stock { ...F } } } } ' +
        'fragment F on Stock { bars(after: $last) { totalCount } }',
    );
    expect(keyOf({ last: 'a' }, spread)).not.toBe(keyOf({ last: 'b' }, spread));
  });

  test('whatever else is sent along, and however a value is written', () => {
    expect(keyOf({ nothing: 'of the kind' })).toBe(keyOf({}));
    expect(keyOf({ filter: { tickers: 'a' } })).toBe(keyOf({ filter: { tickers: ['A.NS'] } }));
  });
});
