import { requireName } from '../../access/requireName.js';
import { COST_RATE, FRACTION, MONEY_FROM_ZERO } from '../money/bounds.js';
import { requireUnits, type UnitsRule } from '../money/requireUnits.js';
import { decimalText } from '../money/units.js';
import { USUAL_LIMITS, type LimitName } from '../portfolioRisk/usualLimits.js';

/** The longest name of a model or portfolio, in characters. */
export const LONGEST_NAME = 255;

/** Decimals are texts, or numbers that stand for their shortest text. */
type Exactly = string | number;

/** A portfolio as its owner asks for it. Null: as usual. */
export interface NewPortfolio {
  readonly name: string;
  readonly limits: Readonly<Record<LimitName, Exactly | null>>;
  readonly costs: {
    readonly buyRate: Exactly | null;
    readonly sellRate: Exactly | null;
    readonly perSale: Exactly | null;
  };
}

/** The columns of a portfolio that its owner decides. Decimals are texts. */
export interface PortfolioColumns {
  readonly name: string;
  readonly position_limit: string;
  readonly sector_limit: string;
  readonly cash_limit: string;
  readonly value_at_risk_limit: string;
  readonly buy_rate: string | null;
  readonly sell_rate: string | null;
  readonly per_sale: string | null;
}

/**
 * Checks a portfolio.
 *
 * @throws UserError naming the first part that is wrong
 */
export function portfolioColumns({ name, limits, costs }: NewPortfolio): PortfolioColumns {
  const limit = (one: LimitName): string =>
    exact(limits[one] ?? USUAL_LIMITS[one], `limits.${one}`, FRACTION);
  const cost = (value: Exactly | null, what: string, bounds: UnitsRule): string | null =>
    value === null ? null : exact(value, what, bounds);
  return {
    name: requireName(name, 'a portfolio', LONGEST_NAME),
    position_limit: limit('position'),
    sector_limit: limit('sector'),
    cash_limit: limit('cash'),
    value_at_risk_limit: limit('valueAtRisk'),
    buy_rate: cost(costs.buyRate, 'costs.buyRate', COST_RATE),
    sell_rate: cost(costs.sellRate, 'costs.sellRate', COST_RATE),
    per_sale: cost(costs.perSale, 'costs.perSale', MONEY_FROM_ZERO),
  };
}

const exact = (value: Exactly, what: string, bounds: UnitsRule): string =>
  decimalText(requireUnits(value, what, bounds), bounds.decimals);
