import { UserError } from '../userError.js';
import { requireNumber } from './requireNumber.js';
import type { Range } from './screen.js';

/**
 * Refuses a range that holds for no number of 0 to `most`.
 *
 * @throws UserError for an end that is out of bounds, and for ends that are swapped
 */
export function requireRange(name: string, range: Range | null | undefined, most: number): void {
  if (!range) return;
  const { min, max } = range;
  requireNumber(`min of ${name}`, min, most);
  requireNumber(`max of ${name}`, max, most);
  if ((min ?? 0) <= (max ?? most)) return;
  throw new UserError(
    `Expected min to be at most max in ${name}, got min ${min} and max ${max}: swap them, or leave one out.`,
  );
}
