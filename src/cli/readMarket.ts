import type { Market } from '../market/market.js';
import { printable } from '../printable.js';
import { UserError } from '../userError.js';
import { readFacts, type FactsOptions } from './readFacts.js';
import type { Terminal } from './terminal.js';

/**
 * Reads a folder whose days are to be scored or assessed, and says how many rows were refused.
 *
 * @throws UserError where the folder is refused as a whole, or gives no prices
 */
export async function readMarket(folder: string, options: FactsOptions, terminal: Terminal): Promise<Market> {
  const { market, refusals } = await readFacts(folder, options, terminal);
  if (market.bars.size === 0) {
    throw new UserError(
      `${folder} gives no prices: expected prices.csv or prices.csv.gz with at least one bar that is taken. ` +
        `Run "greyoak check ${folder}" to see what is refused.`,
    );
  }
  if (refusals.length > 0) {
    terminal.err(
      `greyoak: ${refusals.length === 1 ? '1 row was' : `${refusals.length} rows were`} refused, the rest is scored; ` +
        `"greyoak check ${printable(folder)}" says which.\n`,
    );
  }
  return market;
}
