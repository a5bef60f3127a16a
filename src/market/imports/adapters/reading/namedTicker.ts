import { shown } from '../../../../shown.js';
import { UserError } from '../../../../userError.js';
import type { AdapterContext } from '../adapter.js';

/**
 * Returns the stock that the caller names for a file which names none.
 *
 * @param company what the file says of its company; empty where it says nothing
 * @throws UserError where the caller names none: names of files and of companies are not believed
 */
export function namedTicker(file: string, company: string, { ticker }: AdapterContext): string {
  if (ticker !== null) return ticker;
  throw new UserError(
    `${file} names no stock${company === '' ? '' : `, only the company "${shown(company)}"`}: expected the option --ticker, as in ` +
      '--ticker RELIANCE. Nothing of it was taken.',
  );
}
