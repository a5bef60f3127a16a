import { magnitude } from '../money/magnitude.js';
import type { TradeReason } from '../names.js';
import type { Trade } from './answer.js';
import type { Position } from './position.js';
import { VALUES_PER_MONEY } from './positionsOf.js';
import type { TradeCosts } from './problem.js';
import { tradeCost } from './tradeCost.js';

/**
 * Returns the trades to new quantities: sales first, then by ticker.
 *
 * @param positions by ticker
 * @param shares of each position after trading
 */
export function tradesOf(
  positions: readonly Position[],
  shares: readonly bigint[],
  costs: TradeCosts,
): readonly Trade[] {
  const trades = positions.flatMap((position, index): readonly Trade[] => {
    const { held, price, ticker } = position;
    const after = shares[index] ?? held;
    if (after === held) return [];
    const quantity = magnitude(after - held);
    return [
      {
        side: after < held ? 'SELL' : 'BUY',
        ticker,
        quantity,
        price,
        value: quantity * price,
        costs: tradeCost(after - held, price, costs),
        reason: reasonOf(position, after),
      },
    ];
  });
  return [...trades.filter(({ side }) => side === 'SELL'), ...trades.filter(({ side }) => side === 'BUY')];
}

function reasonOf({ held, inModel, place, price, wanted }: Position, after: bigint): TradeReason {
  if (!inModel) return 'NOT_IN_MODEL';
  if (place === 'ABOVE') return 'ABOVE_BAND';
  if (place === 'BELOW') return 'BELOW_BAND';
  const distance = (shares: bigint) => magnitude(wanted - shares * price * VALUES_PER_MONEY);
  return distance(after) <= distance(held) ? 'TO_TARGET' : 'CASH';
}
