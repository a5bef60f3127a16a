import { marketReturnWarning } from '../runs/marketReturnWarning.js';
import type { ScoredSpan } from '../runs/scoreSpan.js';
import type { Terminal } from './terminal.js';

/** Says on stderr from which sessions on the market return is taken from elsewhere. */
export function sayMarketReturns(scored: ScoredSpan | null, terminal: Terminal): void {
  for (const change of scored?.marketReturnChanges ?? [])
    terminal.err(`greyoak: ${marketReturnWarning(change)}.\n`);
}
