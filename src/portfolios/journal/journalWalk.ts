import type { Ratio } from '../../market/exact.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { rounded } from '../money/rounded.js';
import { journalEvents, type JournalEvent } from './journalEvents.js';
import type { JournalRow } from './journalRow.js';
import type { DroppedFraction, HeldStock, PortfolioState, UncoveredEntry } from './portfolioState.js';
import { ratioOf } from './ratioOf.js';
import type { ShareAction } from './shareAction.js';

const NOTHING: HeldStock = { quantity: 0n, totalCost: 0n };

/**
 * Goes through the journal of a portfolio, day by day. Holdings of several days are read in one pass.
 *
 * What shares cost: BUY adds quantity × price, without charges. SELL takes away its share of the total cost, rounded to the
 * unit, halves up. OPENING and CORRECTION add the cost that they name; without one, the cost is unknown from then on, until
 * none of the stock is held.
 */
export class JournalWalk {
  readonly #events: readonly JournalEvent[];
  #next = 0;
  #cash = 0n;
  readonly #holdings = new Map<Ticker, HeldStock>();
  readonly #dropped: DroppedFraction[] = [];
  readonly #uncovered: UncoveredEntry[] = [];

  /** @param rows in any order */
  constructor(rows: readonly JournalRow[], actions: ReadonlyMap<Ticker, readonly ShareAction[]>) {
    this.#events = journalEvents(rows, actions);
  }

  /** In units of MONEY, after the last event. */
  get cash(): bigint {
    return this.#cash;
  }

  /** What is held after the last event, in no order. It changes as the walk goes on. */
  get holdings(): ReadonlyMap<Ticker, HeldStock> {
    return this.#holdings;
  }

  /** Goes on by one event, which it returns; null: none is left, or none until the end of the day. */
  next(until?: IsoDate): JournalEvent | null {
    const event = this.#events[this.#next];
    if (event === undefined || (until !== undefined && event.day > until)) return null;
    this.#next++;
    if (event.row === null) this.#multiply(event.ticker, event.day, ratioOf(event.actions));
    else this.#book(event.row);
    return event;
  }

  /** Goes on to the end of a day. */
  goTo(day: IsoDate): void {
    while (this.next(day) !== null);
  }

  /**
   * Goes on to the end of a day, and returns what there is then.
   *
   * @param day not before one that was asked for
   */
  stateOn(day: IsoDate): PortfolioState {
    this.goTo(day);
    return {
      day,
      cash: this.#cash,
      holdings: new Map([...this.#holdings].sort(([a], [b]) => (a < b ? -1 : 1))),
      dropped: [...this.#dropped],
      uncovered: [...this.#uncovered],
    };
  }

  #multiply(ticker: Ticker, exDate: IsoDate, { over, under }: Ratio): void {
    const held = this.#holdings.get(ticker);
    if (held === undefined) return;
    const product = held.quantity * over;
    const fraction = product % under;
    if (fraction !== 0n) this.#dropped.push({ ticker, exDate, over: fraction, under });
    this.#hold(ticker, { quantity: product / under, totalCost: held.totalCost });
  }

  #book(row: JournalRow): void {
    this.#cash += row.amount;
    if (row.ticker === null) return;
    const held = this.#holdings.get(row.ticker) ?? NOTHING;
    const change = changeOf(row);
    const quantity = held.quantity + change;
    if (quantity < 0n) {
      this.#uncovered.push({ row, ticker: row.ticker, taken: -change, held: held.quantity });
    }
    this.#hold(row.ticker, { quantity, totalCost: costAfter(held, row) });
  }

  #hold(ticker: Ticker, held: HeldStock): void {
    if (held.quantity > 0n) this.#holdings.set(ticker, held);
    else this.#holdings.delete(ticker);
  }
}

/** Returns how many shares an entry adds. */
function changeOf({ kind, quantity }: JournalRow): bigint {
  if (kind === 'DIVIDEND') return 0n;
  return kind === 'SELL' ? -(quantity ?? 0n) : (quantity ?? 0n);
}

function costAfter({ quantity: held, totalCost }: HeldStock, row: JournalRow): bigint | null {
  if (totalCost === null || row.kind === 'DIVIDEND') return totalCost;
  const quantity = row.quantity ?? 0n;
  if (row.kind === 'SELL') return held === 0n ? 0n : totalCost - rounded(totalCost * quantity, held);
  if (row.kind === 'BUY') return row.price === null ? null : totalCost + quantity * row.price;
  if (row.cost !== null) return totalCost + row.cost;
  return quantity === 0n ? totalCost : null;
}
