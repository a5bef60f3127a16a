import { decimalText, MONEY } from '../money/units.js';

/** Returns money with at least two decimals; null stays null. */
export const moneyText = (units: bigint | null, decimals = MONEY): string | null =>
  units === null ? null : decimalText(units, decimals, 2);

/** Returns whole shares as a number where it is exact, else as a text. */
export const sharesShown = (shares: bigint): number | string =>
  Number.isSafeInteger(Number(shares)) ? Number(shares) : String(shares);
