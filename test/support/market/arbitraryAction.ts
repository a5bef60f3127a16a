import fc from 'fast-check';
import type { Action } from '../../../src/market/facts.js';

const NONE = { newShares: NaN, oldShares: NaN, price: NaN, factor: NaN };

/** Kinds and terms of actions, each as actions.csv takes it. */
export const arbitraryTerms: fc.Arbitrary<Omit<Action, 'ticker' | 'exDate'>> = fc.oneof(
  fc.record({
    ...fields(NONE),
    kind: fc.constantFrom('SPLIT', 'BONUS'),
    newShares: fc.constantFrom(2, 5, 10, 1.5),
    oldShares: fc.constantFrom(1, 3),
  }),
  fc.record({
    ...fields({ ...NONE, oldShares: 10 }),
    kind: fc.constant('CONSOLIDATION'),
    newShares: fc.constantFrom(1, 2.5),
  }),
  fc.record({
    ...fields({ ...NONE, oldShares: 4 }),
    kind: fc.constant('RIGHTS'),
    newShares: fc.constantFrom(5, 7),
    price: fc.constantFrom(1, 55.5, 5000),
  }),
  fc.record({
    ...fields(NONE),
    kind: fc.constantFrom('DEMERGER', 'SPECIAL_DIVIDEND'),
    factor: fc.constantFrom(NaN, NaN, 0.75, 1),
  }),
);

function fields<Terms extends typeof NONE>(terms: Terms) {
  return {
    newShares: fc.constant(terms.newShares),
    oldShares: fc.constant(terms.oldShares),
    price: fc.constant(terms.price),
    factor: fc.constant(terms.factor),
  };
}
