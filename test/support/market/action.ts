import type { Action, ActionKind } from '../../../src/market/facts.js';
import { day, ticker } from './folder.js';

/** An action of a company, without a price and without a factor. */
export const action = (exDate: string, kind: ActionKind, newShares = NaN, oldShares = NaN): Action => ({
  ticker: ticker('INFY'),
  exDate: day(exDate),
  kind,
  newShares,
  oldShares,
  price: NaN,
  factor: NaN,
});
