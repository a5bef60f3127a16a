import { MONEY, perOne, RATE, WEIGHT } from '../money/units.js';
import type { ExactBounds } from './requireExact.js';

/** More than any portfolio has of anything, so that numbers stay short. */
const MOST = 10n ** 15n;
const MONEY_MOST = MOST * perOne(MONEY);

/** What the numbers of a problem may be. */
export const PRICE: ExactBounds = { decimals: MONEY, least: perOne(MONEY) / 100n, most: MONEY_MOST };
export const CASH: ExactBounds = { decimals: MONEY, least: -MONEY_MOST, most: MONEY_MOST };
/** Cash floors, least values of trades, and fixed costs. */
export const AMOUNT: ExactBounds = { decimals: MONEY, least: 0n, most: MONEY_MOST };
export const SHARES: ExactBounds = { decimals: 0, least: 0n, most: MOST };
export const DRIFT: ExactBounds = { decimals: WEIGHT, least: 0n, most: perOne(WEIGHT) };
export const COST_RATE: ExactBounds = { decimals: RATE, least: 0n, most: perOne(RATE) / 20n };
