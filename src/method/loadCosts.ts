import { fileURLToPath } from 'node:url';
import { MONEY, perOne, RATE, unitsOf } from '../portfolios/money/units.js';
import type { TradeCosts } from '../portfolios/optimiser/problem.js';
import { costsFile, type CostsFile } from './costsFile.js';
import { readMethodFile } from './loadMethod.js';
import type { MethodProblem } from './methodRules.js';
import { parseParameters } from './parseParameters.js';

/** The file of costs that is used where no other one is given. */
export const DEFAULT_COSTS = fileURLToPath(new URL('../../config/costs.yaml', import.meta.url));

const SIDES = ['buy', 'sell'] as const;
type CostSide = (typeof SIDES)[number];

/** Decimals of the rate of GST. */
const GST = 4;
/** The most that a rate may be: 0.05. */
const MOST = perOne(RATE + GST) / 20n;

/**
 * Reads what trades cost where a portfolio does not say it.
 *
 * @throws UserError where the file cannot be read, MethodError where it cannot be used
 */
export async function loadCosts(file = DEFAULT_COSTS): Promise<TradeCosts> {
  return parseCosts(await readMethodFile(file, 'a file of costs'), file);
}

/**
 * Parses the text of a file of costs, and sums its rates.
 *
 * @param file the name of the file in errors
 * @throws MethodError with the path of every faulty key
 */
export function parseCosts(text: string, file: string): TradeCosts {
  const costs = parseParameters<CostsFile>(text, file, costsFile, brokenCosts);
  return {
    buyRate: fineRateOf(costs, 'buy') / perOne(GST),
    sellRate: fineRateOf(costs, 'sell') / perOne(GST),
    perSale: unitsOf(costs.per_sale.amount, MONEY) ?? 0n,
  };
}

/** Returns all that a side costs, with GST, in units of RATE and GST. */
function fineRateOf(costs: CostsFile, side: CostSide): bigint {
  const rate = (charge: CostsFile['exchange']) => unitsOf(charge[side], RATE) ?? 0n;
  const taxed = rate(costs.exchange) + rate(costs.sebi) + rate(costs.brokerage);
  const all = rate(costs.securities_transaction_tax) + rate(costs.stamp_duty) + taxed;
  return all * perOne(GST) + taxed * (unitsOf(costs.gst.rate, GST) ?? 0n);
}

function brokenCosts(costs: CostsFile): readonly MethodProblem[] {
  return SIDES.flatMap((side) => {
    const rate = fineRateOf(costs, side);
    if (rate > MOST)
      return [{ path: `(${side})`, problem: 'expected rates of at most 0.05 together with GST' }];
    if (rate % perOne(GST) === 0n) return [];
    return [{ path: `(${side})`, problem: `expected rates of at most ${RATE} decimals together with GST` }];
  });
}
