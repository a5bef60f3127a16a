import { UserError } from '../../userError.js';

/** With fewer stocks than this part of those of the session before, a file is half written: no two sessions differ so much. */
const WHOLE = 0.8;

/** How many stocks a file is expected to have. */
export interface ExpectedStocks {
  /** 0: nothing is known. */
  readonly stocks: number;
  /** Where that is known from, as the end of "as …". */
  readonly as: string;
}

/**
 * Compares a file that was fetched with what is expected of it.
 *
 * @param stocks how many have a bar in it; 0: it holds no bars
 * @throws UserError where it has far fewer stocks
 */
export function requireWhole(name: string, stocks: number, expected: ExpectedStocks): void {
  if (stocks === 0 || stocks >= expected.stocks * WHOLE) return;
  throw new UserError(
    `${name}: expected bars of some ${expected.stocks} stocks as ${expected.as}, got those of ${stocks}: the file is half ` +
      'written. Nothing of it was taken; where it is whole, import it by hand.',
  );
}
