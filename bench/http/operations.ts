import type { Random } from '../../test/support/synthetic/random.js';
import { ORDER_COLUMNS, type OrderField } from './peers/rows.js';

export const OPERATION_NAMES = ['card', 'page', 'fifty'] as const;
export type OperationName = (typeof OPERATION_NAMES)[number];

/** The arguments that operations are drawn from. */
export interface Market {
  /** Stocks with a score for investors in the newest run. */
  readonly tickers: readonly string[];
  /** The last scored days, the newest first. */
  readonly days: readonly string[];
}

export type Variables = Readonly<Record<string, unknown>>;

/** One of the three operations. */
export interface Operation {
  readonly name: OperationName;
  readonly title: string;
  /** The document for GreyOak's schema. */
  readonly query: string;
  /** Returns the variables of every hot request. */
  readonly hot: (market: Market) => Variables;
  /** Draws the variables of a cold request. */
  readonly draw: (random: Random, market: Market) => Variables;
}

export interface PageVariables {
  readonly on: string;
  readonly orderBy: { readonly field: OrderField; readonly direction: 'ASC' | 'DESC' };
}

const ORDER_FIELDS = Object.keys(ORDER_COLUMNS) as OrderField[];
/** Numbers of the aliases s0 to s49 and the variables t0 to t49 of the operation `fifty`. */
export const aliases: readonly number[] = Array.from({ length: 50 }, (_, k) => k);

const drawn = <Item>(items: readonly Item[], random: Random): Item => items[random.below(items.length)];

export const fiftyDeclared = (type: string) => aliases.map((k) => `$t${k}: ${type}!`).join(', ');
const fiftyOf = (tickerOf: (k: number) => string): Variables =>
  Object.fromEntries(aliases.map((k) => [`t${k}`, tickerOf(k)]));

const card: Operation = {
  name: 'card',
  title: 'One stock: six pillars, and the points of their components',
  query: `query Card($ticker: Ticker!) {
    stock(ticker: $ticker) {
      ticker name
      score(mode: INVESTOR) {
        value band
        pillars { all { name score weight contribution components { name points weight } } }
      }
    }
  }`,
  hot: ({ tickers }) => ({ ticker: tickers[0] }),
  draw: (random, { tickers }) => ({ ticker: drawn(tickers, random) }),
};

const page: Operation = {
  name: 'page',
  title: 'Page of 50 by score: six pillars, penalty and its parts',
  query: `query Page($on: Date!, $orderBy: StockOrder!) {
    stocks(mode: INVESTOR, on: $on, orderBy: $orderBy, first: 50) {
      nodes {
        ticker name
        score(mode: INVESTOR, on: $on) {
          value band weighted
          pillars { all { name score } }
          penalty { total parts { kind points } }
        }
      }
    }
  }`,
  hot: ({ days }) => ({ on: days[0], orderBy: { field: 'SCORE', direction: 'DESC' } }),
  draw: (random, { days }) => ({
    on: drawn(days, random),
    orderBy: { field: drawn(ORDER_FIELDS, random), direction: drawn(['ASC', 'DESC'], random) },
  }),
};

const fifty: Operation = {
  name: 'fifty',
  title: '50 aliased stocks: name, score and band',
  query: `query Fifty(${fiftyDeclared('Ticker')}) {
    ${aliases.map((k) => `s${k}: stock(ticker: $t${k}) { ticker name score(mode: INVESTOR) { value band } }`).join('\n    ')}
  }`,
  hot: ({ tickers }) => fiftyOf((k) => tickers[k % tickers.length]),
  draw: (random, { tickers }) => {
    const left = [...tickers];
    return fiftyOf((k) =>
      left.length > 0 ? left.splice(random.below(left.length), 1)[0] : tickers[k % tickers.length],
    );
  },
};

export const OPERATIONS: Readonly<Record<OperationName, Operation>> = { card, page, fifty };
