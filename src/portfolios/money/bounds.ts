import type { UnitsRule } from './requireUnits.js';
import { MONEY, perOne, RATE, WEIGHT } from './units.js';

/** Whole shares of a holding. */
export const SHARES: UnitsRule = { decimals: 0, least: 0n, most: 10n ** 12n };

export const ANY_MONEY: UnitsRule = { decimals: MONEY };
export const MONEY_FROM_ZERO: UnitsRule = { decimals: MONEY, least: 0n };

/** Fractions of a portfolio. */
export const FRACTION: UnitsRule = { decimals: WEIGHT, least: 0n, most: perOne(WEIGHT) };

/** What trades cost, as a share of the traded value. */
export const COST_RATE: UnitsRule = { decimals: RATE, least: 0n, most: (5n * perOne(RATE)) / 100n };
