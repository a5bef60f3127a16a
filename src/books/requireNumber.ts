import { UserError } from '../userError.js';

/**
 * Refuses a number that is not within 0 to `most`. Null and left out are as good.
 *
 * @throws UserError for another number
 */
export function requireNumber(name: string, value: number | null | undefined, most: number): void {
  if (value === null || value === undefined || (value >= 0 && value <= most)) return;
  throw new UserError(
    `Expected ${name} to be a number of 0 to ${most}, got ${value}: correct it, or leave it out.`,
  );
}
