import type { Ticker } from '../../scoring/names.js';
import type { Dataset } from '../datasets/dataset.js';
import { prices } from '../datasets/prices.js';
import { withdrawals } from '../datasets/withdrawals.js';
import { factKeys } from '../factKeys.js';
import type { Withdrawal } from '../facts.js';
import { dropBars } from './dropBars.js';
import { pickFacts } from './factsOnLines.js';
import { placeOfBar } from './placeOfBar.js';
import type { PricesFile } from './prices.js';
import type { FileFacts } from './readFile.js';

/** The facts of a folder, by their dataset; null where it has no prices. */
export interface ReadFacts {
  readonly facts: ReadonlyMap<Dataset, FileFacts<unknown>>;
  readonly prices: PricesFile | null;
}

/**
 * Takes withdrawn facts out of those of a folder, as the store does after it has recorded them.
 *
 * @returns the remaining facts, and the keys of the withdrawals of which there was a fact
 */
export function withoutWithdrawn(
  read: ReadFacts,
  withdrawn: readonly Withdrawal[],
): ReadFacts & { readonly found: ReadonlySet<string> } {
  const holding = withdrawn.filter(({ lifted }) => !lifted);
  const keys = new Set(holding.map((withdrawal) => withdrawals.keyOf(withdrawal)));
  const found = new Set<string>();
  const remains = (dataset: Dataset) => (fact: unknown) => {
    if (dataset.kind === 'BARS') return true;
    const matching = factKeys(dataset, fact).filter((key) => keys.has(key));
    for (const key of matching) found.add(key);
    return matching.length === 0;
  };
  const facts = new Map(
    [...read.facts].map(([dataset, given]) => {
      return [dataset, { ...given, ...pickFacts(given, remains(dataset)) }];
    }),
  );
  const dropped = new Map<Ticker, Set<number>>();
  for (const withdrawal of holding) {
    const { dataset, ticker, date } = withdrawal;
    if (dataset !== prices.name || ticker === '') continue;
    const place = placeOfBar(read.prices?.bars.get(ticker), date);
    if (place === -1) continue;
    found.add(withdrawals.keyOf(withdrawal));
    dropped.set(ticker, (dropped.get(ticker) ?? new Set()).add(place));
  }
  return { facts, prices: read.prices && { ...read.prices, ...dropBars(read.prices, dropped) }, found };
}
