import type { HeldStock, PortfolioState } from '../journal/portfolioState.js';
import { rounded } from '../money/rounded.js';
import type { HoldingsToSet, HoldingToSet } from './holdingsToSet.js';
import type { EntryToStore } from './insertEntries.js';

/**
 * Returns the entries that make cash and holdings what they are to be: OPENING in an empty journal, else a CORRECTION of each
 * difference. There is at least one, so that the journal tells as of which day they are.
 *
 * A cost that is not given is unknown in OPENING. In a correction, it stays as it is as long as no shares are added: shares
 * that are taken away take their part of it along.
 *
 * @param idOf returns the id of a stock that is held
 */
export function entriesToSet(
  { asOf, cash, holdings }: HoldingsToSet,
  now: Pick<PortfolioState, 'cash' | 'holdings'> | null,
  idOf: (ticker: string) => number,
): readonly EntryToStore[] {
  const kind = now === null ? 'OPENING' : 'CORRECTION';
  const entry = (stockId: number | null, changed: Partial<EntryToStore>): EntryToStore => ({
    ...{
      day: asOf,
      kind,
      stockId,
      quantity: null,
      price: null,
      amount: 0n,
      costs: null,
      cost: null,
      note: null,
    },
    ...changed,
  });
  const entries: EntryToStore[] = [];
  const tickers = [...new Set([...(now?.holdings.keys() ?? []), ...holdings.keys()])].sort();
  for (const ticker of tickers) {
    const to = holdings.get(ticker);
    const id = to?.stock.id ?? idOf(ticker);
    for (const change of changesOf(now?.holdings.get(ticker), to)) entries.push(entry(id, change));
  }
  const amount = cash - (now?.cash ?? 0n);
  if (amount !== 0n || now === null || entries.length === 0) entries.unshift(entry(null, { amount }));
  return entries;
}

type Change = Pick<EntryToStore, 'quantity' | 'cost'>;

function changesOf(from: HeldStock | undefined, to: HoldingToSet | undefined): readonly Change[] {
  if (to === undefined) return from === undefined ? [] : [{ quantity: -from.quantity, cost: null }];
  const { quantity, totalCost } = to;
  if (from === undefined) return [{ quantity, cost: totalCost }];
  const more = quantity - from.quantity;
  if (totalCost === null)
    return more === 0n ? [] : [{ quantity: more, cost: more > 0n ? null : partOf(from, more) }];
  // An unknown cost stays unknown as long as any share is held.
  if (from.totalCost === null)
    return [
      { quantity: -from.quantity, cost: null },
      { quantity, cost: totalCost },
    ];
  const dearer = totalCost - from.totalCost;
  return more === 0n && dearer === 0n ? [] : [{ quantity: more, cost: dearer }];
}

/** Returns the part of the total cost that some of the shares take along; null: it is unknown. */
function partOf({ quantity, totalCost }: HeldStock, more: bigint): bigint | null {
  return totalCost === null ? null : rounded(totalCost * more, quantity);
}
