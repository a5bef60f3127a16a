import { unitsOf } from './units.js';

/**
 * Reads a decimal that the store has as text, in a unit.
 *
 * @throws Error where it has more decimals than the unit, which the store never writes
 */
export function storedUnits(text: string, decimals: number): bigint {
  const units = unitsOf(text, decimals);
  if (units === null)
    throw new Error(`expected a stored decimal of at most ${decimals} decimals, got ${text}`);
  return units;
}
