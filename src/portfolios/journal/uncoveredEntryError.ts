import { UserError } from '../../userError.js';
import type { UncoveredEntry } from './portfolioState.js';

/** An entry of a journal takes away more shares than are held on its day. */
export class UncoveredEntryError extends UserError {
  constructor(readonly entry: UncoveredEntry) {
    const { row, ticker, taken, held } = entry;
    super(
      `Expected at most ${held} shares of ${ticker}, which are held on ${row.day}, got a ${row.kind} of ${taken}: ` +
        'correct its quantity or day, or record before it where the shares are from.',
    );
  }
}
