import type { ShareAction } from '../../portfolios/journal/shareAction.js';
import type { TradeCosts } from '../../portfolios/optimiser/problem.js';
import { tradeCost } from '../../portfolios/optimiser/tradeCost.js';
import type { Ticker } from '../../scoring/names.js';
import { mostShares } from './mostShares.js';
import { multipliedShares } from './multipliedShares.js';
import type { Quotes } from './quotes.js';

/**
 * Cash, shares and waiting orders of one simulated portfolio. What sales bring is cash from the next session on. All amounts
 * are in units of MONEY.
 */
export class Account {
  readonly #costs: TradeCosts;
  readonly #holdings = new Map<Ticker, bigint>();
  /** Shares to buy, or below 0 to sell. Purchases are made in this order. */
  #orders = new Map<Ticker, bigint>();
  #cash: bigint;
  /** What today's sales bring. */
  #due = 0n;
  #traded = 0n;
  #spent = 0n;

  constructor(capital: bigint, costs: TradeCosts) {
    this.#cash = capital;
    this.#costs = costs;
  }

  get holdings(): ReadonlyMap<Ticker, bigint> {
    return this.#holdings;
  }

  /** The cash, and what today's sales bring. */
  get cash(): bigint {
    return this.#cash + this.#due;
  }

  /** The value of all purchases and sales. */
  get traded(): bigint {
    return this.#traded;
  }

  /** What all trades have cost. */
  get costs(): bigint {
    return this.#spent;
  }

  /** Begins a session: what the sales of the one before brought can be spent. */
  settle(): void {
    this.#cash += this.#due;
    this.#due = 0n;
  }

  /** Multiplies shares that are held or ordered by splits and bonuses; fractions are dropped. */
  apply(ticker: Ticker, actions: readonly ShareAction[]): void {
    for (const shares of [this.#holdings, this.#orders]) {
      const quantity = shares.get(ticker);
      if (quantity === undefined) continue;
      const multiplied = multipliedShares(quantity, actions);
      if (multiplied === 0n) shares.delete(ticker);
      else shares.set(ticker, multiplied);
    }
  }

  /** Sells a stock that is taken for delisted at its last price, and forgets what was ordered of it. */
  sellDelisted(ticker: Ticker, price: bigint): void {
    this.#orders.delete(ticker);
    const quantity = this.#holdings.get(ticker);
    if (quantity !== undefined) this.#sell(ticker, quantity, price);
  }

  /** Replaces what was ordered. Purchases are made in the order of the map. */
  order(orders: ReadonlyMap<Ticker, bigint>): void {
    this.#orders = new Map([...orders].filter(([, quantity]) => quantity !== 0n));
  }

  /**
   * Trades what is ordered at the closes of the session: all sales, and purchases as far as the cash that is there pays for
   * them and their costs. What cannot be traded waits.
   */
  trade(quotes: Quotes): void {
    for (const [ticker, quantity] of this.#orders) {
      const close = quotes.closeOf(ticker);
      if (quantity > 0n || close === null) continue;
      this.#orders.delete(ticker);
      const held = this.#holdings.get(ticker) ?? 0n;
      this.#sell(ticker, -quantity < held ? -quantity : held, close);
    }
    for (const [ticker, quantity] of this.#orders) {
      const close = quotes.closeOf(ticker);
      if (quantity < 0n || close === null) continue;
      const most = mostShares(this.#cash, close, this.#costs);
      this.#buy(ticker, quantity < most ? quantity : most, close);
      if (quantity <= most) this.#orders.delete(ticker);
      else this.#orders.set(ticker, quantity - most);
    }
  }

  /** Returns cash and shares at their last prices. */
  valueAt(quotes: Quotes): bigint {
    let value = this.cash;
    for (const [ticker, quantity] of this.#holdings) value += quantity * (quotes.priceOf(ticker) ?? 0n);
    return value;
  }

  #buy(ticker: Ticker, quantity: bigint, price: bigint): void {
    if (quantity === 0n) return;
    this.#holdings.set(ticker, (this.#holdings.get(ticker) ?? 0n) + quantity);
    const costs = tradeCost(quantity, price, this.#costs);
    this.#cash -= quantity * price + costs;
    this.#note(quantity * price, costs);
  }

  #sell(ticker: Ticker, quantity: bigint, price: bigint): void {
    if (quantity === 0n) return;
    const left = (this.#holdings.get(ticker) ?? 0n) - quantity;
    if (left === 0n) this.#holdings.delete(ticker);
    else this.#holdings.set(ticker, left);
    const costs = tradeCost(-quantity, price, this.#costs);
    this.#due += quantity * price - costs;
    this.#note(quantity * price, costs);
  }

  #note(value: bigint, costs: bigint): void {
    this.#traded += value;
    this.#spent += costs;
  }
}
