import { magnitude } from '../money/magnitude.js';
import type { RebalanceAnswer } from './answer.js';
import type { Position } from './position.js';
import { VALUES_PER_MONEY } from './positionsOf.js';
import type { RebalanceProblem } from './problem.js';

/**
 * Checks an answer once more, from its trades alone: bands, cash, that nothing is gained or lost but the costs, and the
 * objective.
 *
 * @throws Error where it is not right, so that it is not given
 */
export function requireRight(
  problem: RebalanceProblem,
  positions: readonly Position[],
  answer: RebalanceAnswer,
): void {
  const shares = new Map(positions.map(({ held, ticker }) => [ticker, held]));
  let { cash } = problem;
  for (const { costs, price, quantity, side, ticker } of answer.trades) {
    require(quantity > 0n && costs >= 0n, `a trade of ${ticker} without shares, or with negative costs`);
    require(price === problem.prices.get(ticker), `another price of ${ticker}`);
    const traded = side === 'BUY' ? quantity : -quantity;
    shares.set(ticker, (shares.get(ticker) ?? 0n) + traded);
    cash -= traded * price + costs;
  }
  let value = 0n;
  let objective = 0n;
  for (const position of positions) {
    const { fewest, held, isBlocked, isTradable, most, neverBuy, place, price, ticker, wanted } = position;
    const after = shares.get(ticker) ?? 0n;
    require(after === answer.quantities?.get(ticker), `other quantities of ${ticker} than its trades give`);
    value += after * price;
    if (isTradable) objective += magnitude(wanted - after * price * VALUES_PER_MONEY);
    if (!isTradable || isBlocked) require(after === held, `a trade of ${ticker}, which is not traded`);
    else require(after >= fewest && after <= most, `${ticker} outside its band`);
    if (problem.mode !== 'TO_TARGET' && place === 'INSIDE')
      require(after === held, `a trade of ${ticker} in its band`);
    if (neverBuy) require(after <= held, `a purchase of ${ticker}, which is not bought`);
    if (place === 'INSIDE' && after !== held) {
      require(magnitude(after - held) * price >= problem.minTradeValue, `too small a trade of ${ticker}`);
    }
  }
  const costs = answer.trades.reduce((sum, trade) => sum + trade.costs, 0n);
  require(cash === answer.cashAfter && costs === answer.costs, 'other cash or costs than the trades give');
  require(value + cash + costs === answer.marketValue, 'value that is gained or lost');
  require(objective === answer.objective, 'another objective than the quantities give');
  require(cash >= problem.cashFloor || answer.reason === 'CASH_BELOW_FLOOR', 'less cash than the floor');
  require(answer.reason === null || answer.trades.length === 0, 'trades that leave less cash than the floor');
}

function require(isRight: boolean, fault: string): void {
  if (!isRight)
    throw new Error(`Expected a right rebalance, got ${fault}: nothing is traded; report this fault.`);
}
