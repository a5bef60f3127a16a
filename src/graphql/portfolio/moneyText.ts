import { decimalText, MONEY } from '../../portfolios/money/units.js';

/** Writes money, which may be unknown, as Decimal has it. */
export function moneyText(units: bigint): string;
export function moneyText(units: bigint | null): string | null;
export function moneyText(units: bigint | null): string | null {
  return units === null ? null : decimalText(units, MONEY);
}
