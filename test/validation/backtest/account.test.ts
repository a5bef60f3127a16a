import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TradeCosts } from '../../../src/portfolios/optimiser/problem.js';
import { tradeCost } from '../../../src/portfolios/optimiser/tradeCost.js';
import type { Ticker } from '../../../src/scoring/names.js';
import { Account } from '../../../src/validation/backtest/account.js';
import { mostShares } from '../../../src/validation/backtest/mostShares.js';
import { Quotes } from '../../../src/validation/backtest/quotes.js';
import { money, sessionOf } from '../../support/backtest/sessions.js';

const TICKERS = ['A', 'B', 'C'] as Ticker[];
const COSTS: TradeCosts = { buyRate: 1_186_226n, sellRate: 1_036_226n, perSale: money('15.34') };

const price = fc.bigInt({ min: 100n, max: 10n ** 9n });

test('the most shares that cash pays for: one more would be too many', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -10n, max: 10n ** 12n }), price, (cash, close) => {
      const most = mostShares(cash, close, COSTS);
      const taken = (shares: bigint) => shares * close + tradeCost(shares, close, COSTS);
      if (most > 0n) expect(taken(most)).toBeLessThanOrEqual(cash);
      expect(taken(most + 1n)).toBeGreaterThan(cash);
    }),
  );
});

describe('over random sessions', () => {
  const session = fc.record({
    closes: fc.tuple(...TICKERS.map(() => fc.option(price))),
    orders: fc.option(fc.tuple(...TICKERS.map(() => fc.bigInt({ min: -500n, max: 500n })))),
  });

  test('nothing is lost but the costs, and purchases are paid for by the cash of the session before', () => {
    fc.assert(
      fc.property(fc.array(session, { minLength: 1, maxLength: 20 }), (sessions) => {
        const account = new Account(money('100000'), COSTS);
        const quotes = new Quotes();
        for (const { closes, orders } of sessions) {
          quotes.take(
            sessionOf({
              day: '2024-01-01',
              closes: Object.fromEntries(
                TICKERS.flatMap((ticker, at) => {
                  const close = closes[at] ?? null;
                  return close === null ? [] : [[ticker, Number(close) / 10_000]];
                }),
              ),
            }),
          );
          account.settle();
          const before = { cash: account.cash, costs: account.costs, value: account.valueAt(quotes) };
          const held = new Map(account.holdings);
          if (orders !== null)
            account.order(new Map(TICKERS.map((ticker, at) => [ticker, orders[at] ?? 0n])));
          account.trade(quotes);
          expect(account.valueAt(quotes)).toBe(before.value - (account.costs - before.costs));
          let spent = 0n;
          for (const [ticker, quantity] of account.holdings) {
            const bought = quantity - (held.get(ticker) ?? 0n);
            expect(quantity).toBeGreaterThan(0n);
            if (bought <= 0n) continue;
            const close = quotes.closeOf(ticker);
            expect(close).not.toBeNull();
            spent += bought * (close ?? 0n) + tradeCost(bought, close ?? 0n, COSTS);
          }
          expect(spent).toBeLessThanOrEqual(before.cash > 0n ? before.cash : 0n);
        }
      }),
    );
  });
});
