import { expect, test } from '@jest/globals';
import { rootField } from '../../src/client/rootField.js';

const FULL = 'subscription Live($filter: ScoreEventFilter = {mode: TRADER}, $after: ID) { ';

test.each([
  ['a field', 'subscription ($after: ID) { scoreChanged(after: $after) { cursor } }'],
  ['an alias', `${FULL} live: scoreChanged(filter: $filter, after: $after) { cursor } }`],
  ['a field of another log', 'subscription ($after: ID) { alertRaised(after: $after) { cursor } }'],
  [
    'a field of the log of documents',
    'subscription ($after: ID) { documentProcessed(tickers: ["INFY"], after: $after) { cursor } }',
  ],
  ['as little as can be', 'subscription($after:ID){scoreChanged(after:$after){cursor}}'],
  [
    'strings with signs',
    `${FULL} scoreChanged(filter: {tickers: ["#)", "\\"{"]}, after: $after) { cursor } }`,
  ],
  [
    'block strings',
    `${FULL} scoreChanged(filter: {tickers: ["""a " # \\""" )"""]}, after: $after) { cursor } }`,
  ],
  ['comments', `# subscription { x }\n${FULL} # first\n scoreChanged(after: # then )\n $after) { cursor } }`],
  ['fragments further in', `fragment S on Score { value } ${FULL} scoreChanged(after: $after) { ...E } }`],
])('takes $after: %s', (_, query) => {
  expect(rootField({ query })).toEqual({ needsCursor: true, takesAfter: true });
});

test.each([
  ['nothing declared of another log', 'subscription { alertRaised { change } }'],
  ['nothing declared of the log of documents', 'subscription { documentProcessed { at } }'],
  ['nothing declared', 'subscription { scoreChanged { cursor } }'],
  ['declared only', 'subscription ($after: ID) { scoreChanged { cursor } }'],
  ['a longer name', 'subscription ($afterAll: ID) { scoreChanged(after: $afterAll) { cursor } }'],
  ['a constant', 'subscription { scoreChanged(after: "x") { cursor } }'],
  ['a comment', 'subscription ($after: ID) { scoreChanged(filter: {} # after: $after\n) { cursor } }'],
  ['given further in', 'subscription ($after: ID) { scoreChanged { score { stock(after: $after) } } }'],
  [
    'a fragment in its place',
    `${FULL} ...F } fragment F on Subscription { scoreChanged(after: $after) { cursor } }`,
  ],
])('takes no $after: %s', (_, query) => {
  expect(rootField({ query })).toEqual({ needsCursor: true, takesAfter: false });
});

test('looks at the operation that is named', () => {
  const query = `
    subscription Live($after: ID) { scoreChanged(after: $after) { cursor } }
    subscription LiveToo { scoreChanged { cursor } }
    subscription Progress { runProgress { state } }`;
  expect(rootField({ query, operationName: 'Live' })).toEqual({ needsCursor: true, takesAfter: true });
  expect(rootField({ query, operationName: 'LiveToo' })).toEqual({ needsCursor: true, takesAfter: false });
  expect(rootField({ query, operationName: 'Progress' })).toEqual({ needsCursor: false, takesAfter: false });
});

test('has nothing to say of queries and mutations', () => {
  expect(rootField({ query: '{ stocks { edges { cursor } } }' })).toBeNull();
  expect(
    rootField({ query: 'query Q($after: String) { stocks(after: $after) { edges { cursor } } }' }),
  ).toBeNull();
});

test('trusts a persisted document, whose text is with the server', () => {
  expect(rootField({ query: '' })).toEqual({ needsCursor: false, takesAfter: true });
});
