import type { StatementMetric } from '../facts.js';
import type { SampleCompany } from './companies.js';
import type { LenderProfile, OperatingProfile } from './groups.js';
import { Random } from './random.js';

export const YEARS = 6;
const QUARTERS = [0, 1, 2, 3];
/** The fiscal year whose earnings the price of the first session is a multiple of; 0 is the oldest. */
const PRICED_YEAR = 4;
const FIRST_YEAR_OF_LOSSES = 4;
/** The part of each year's profit that stays in the company. */
const RETAINED = 0.75;
const ASSETS_PER_EQUITY = 1.9;

/** Money in ₹ crore, `eps` in ₹ per share of today. */
export type Figures = Readonly<Partial<Record<StatementMetric, number>>>;

/** What a company earned in a fiscal year, and in its four quarters. */
export interface Year {
  readonly annual: Figures & { readonly eps: number };
  readonly quarters: readonly Figures[];
}

/** The figures of one year in addition to its earnings. */
type Details = (
  year: number,
  netProfit: number,
) => { readonly annual: Figures; readonly quarters: readonly Figures[] };

/**
 * Returns six years of books, oldest first. The company's quality moves every ratio, but each ratio has a part of its
 * own, so that the ratios agree without repeating each other.
 */
export function booksOf(company: SampleCompany): readonly Year[] {
  const { group, quality, story, price, capCr } = company;
  const profile = group.finance;
  const random = new Random(`statements ${company.ticker}`);
  const growth = profile.growth + 0.05 * mixed(quality, random);
  const growths = Array.from({ length: YEARS }, () => growth + 0.04 * random.normal());
  const pe = profile.pe * random.between(0.75, 1.25);
  const sales = salesPath(capCr / pe / profile.netMargin, growths);
  const shares = capCr / price;
  const details =
    profile.kind === 'LENDER' ? lending(profile, quality, random) : operations(profile, quality, random);
  return sales.map((turnover, year) => {
    const isLoss = story.makesLosses && year >= FIRST_YEAR_OF_LOSSES;
    const margin = isLoss ? -0.05 : profile.netMargin * (1 + 0.08 * random.normal());
    const netProfit = turnover * margin;
    const eps = netProfit / shares;
    const parts = partsOfYear(random);
    const { annual, quarters } = details(year, netProfit);
    return {
      annual: { sales: turnover, net_profit: netProfit, eps, ...annual },
      quarters: quarters.map((figures, quarter) => ({
        sales: turnover * parts[quarter],
        net_profit: netProfit * parts[quarter],
        eps: eps * parts[quarter],
        ...figures,
      })),
    };
  });
}

/** Draws a deviation that is nearly standard normal, and most of which is the company's quality. */
const mixed = (quality: number, random: Random): number => 0.85 * quality + 0.5 * random.normal();

/** Returns the sales of each year, from those of the priced year and their growth. */
function salesPath(priced: number, growths: readonly number[]): readonly number[] {
  const sales = growths.map(() => priced);
  for (let year = PRICED_YEAR + 1; year < YEARS; year++) sales[year] = sales[year - 1] * (1 + growths[year]);
  for (let year = PRICED_YEAR - 1; year >= 0; year--) sales[year] = sales[year + 1] / (1 + growths[year + 1]);
  return sales;
}

/** Draws the parts of a year that fall on its quarters; they sum to 1. */
function partsOfYear(random: Random): readonly number[] {
  const parts = QUARTERS.map(() => random.between(0.9, 1.1));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

/** Returns equity that grows by what is retained, so that return on equity follows from it and the profit. */
function operations(profile: OperatingProfile, quality: number, random: Random): Details {
  const roe = Math.max(0.03, profile.roe * (1 + 0.28 * mixed(quality, random)));
  const roce = Math.max(0.03, 1.25 * profile.roe * (1 + 0.28 * mixed(quality, random)));
  const opm = Math.max(0.05, profile.opm * (1 + 0.15 * mixed(quality, random)));
  // A steady margin is a sign of quality as well.
  const unsteadiness = Math.max(0.006, 0.02 * (1 - 0.25 * mixed(quality, random)));
  let equity = 0;
  return (year, netProfit) => {
    equity = year === 0 ? netProfit / roe : equity + RETAINED * netProfit;
    return {
      annual: {
        equity,
        total_assets: ASSETS_PER_EQUITY * equity,
        roce: roce * (1 + 0.06 * random.normal()),
      },
      quarters: QUARTERS.map(() => ({ opm: opm + unsteadiness * random.normal() })),
    };
  };
}

function lending(profile: LenderProfile, quality: number, random: Random): Details {
  const roa = Math.max(0.002, profile.roa * (1 + 0.25 * mixed(quality, random)));
  const roe = Math.max(0.02, profile.roa * profile.leverage * (1 + 0.22 * mixed(quality, random)));
  const nim = profile.nim * (1 + 0.1 * mixed(quality, random));
  const gnpa = Math.max(0.4, profile.gnpaPct * (1 - 0.3 * mixed(quality, random)));
  const pcr = Math.min(92, Math.max(35, profile.pcrPct * (1 + 0.08 * mixed(quality, random))));
  return (year) => {
    // The bad loans of the Covid years shrink from twice the company's own level to it.
    const quarters = QUARTERS.map((quarter) => {
      const left = 2 - (year + (quarter + 1) / 4) / YEARS;
      const gnpa_pct = gnpa * left * (1 + 0.02 * random.normal());
      return { gnpa_pct, nnpa_pct: gnpa_pct * (1 - pcr / 100) };
    });
    const annual = {
      roa: roa * (1 + 0.05 * random.normal()),
      roe: roe * (1 + 0.05 * random.normal()),
      nim: nim * (1 + 0.02 * random.normal()),
      ...quarters[3],
    };
    return { annual, quarters };
  };
}
