import type { Random } from '../../test/support/synthetic/random.js';
import { OPERATIONS, type Market, type Variables } from '../http/operations.js';

interface GoodOperation {
  readonly query: string;
  readonly draw: (random: Random, market: Market) => Variables;
}

const ticker = (random: Random, { tickers }: Market): string => tickers[random.below(tickers.length)];

/**
 * What readers of a screener ask for, in turn. At ten requests a second, a reader stays below COST_PER_SECOND and
 * COMPONENTS_PER_MINUTE.
 */
const GOOD: readonly GoodOperation[] = [
  OPERATIONS.card,
  OPERATIONS.page,
  OPERATIONS.fifty,
  {
    query: 'query Bands($on: Date!) { bands(mode: INVESTOR, on: $on) { band count meanScore } }',
    draw: (random, { days }) => ({ on: days[random.below(days.length)] }),
  },
  {
    query: `query History($ticker: Ticker!) {
      stock(ticker: $ticker) { scores(mode: INVESTOR, first: 100) { nodes { date value band } } }
    }`,
    draw: (random, market) => ({ ticker: ticker(random, market) }),
  },
  {
    query: `query Bars($ticker: Ticker!) {
      stock(ticker: $ticker) { bars(first: 260) { nodes { date open high low close volume } } }
    }`,
    draw: (random, market) => ({ ticker: ticker(random, market) }),
  },
];

/** Returns the body of the nth request of a reader. */
export function goodBody(n: number, random: Random, market: Market): string {
  const { query, draw } = GOOD[n % GOOD.length];
  return JSON.stringify({ query, variables: draw(random, market) });
}
