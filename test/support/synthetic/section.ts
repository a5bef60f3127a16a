import { isoOf } from '../../../src/market/day.js';
import type { CrossSection } from '../../../src/scoring/crossSection.js';
import {
  FEATURES,
  FUNDAMENTALS,
  OWNERSHIP,
  type FundamentalName,
  type OwnershipName,
} from '../../../src/scoring/names.js';
import type { SyntheticMarket } from './market.js';
import { Random } from './random.js';

/** How many of a hundred stocks each sector group has. As in a real market, some groups are large and some small. */
const GROUPS: Readonly<Record<string, number>> = {
  auto_caps: 20,
  banks: 3,
  cement: 3,
  consumer: 12,
  diversified: 6,
  energy: 5,
  fmcg: 7,
  it: 8,
  media: 3,
  metals: 7,
  nbfcs: 8,
  pharma: 10,
  psu_banks: 1,
  realty: 5,
  telecom: 2,
};
const BANKING: ReadonlySet<string> = new Set(['banks', 'psu_banks', 'nbfcs']);
const SEED = 20_261_123;

type Row = { readonly sector: string } & Readonly<Record<NumberName, number>>;
type NumberName =
  FundamentalName | OwnershipName | 'meeting' | 'auditor' | 'board' | 'published' | 'quarter' | 'secondary';

/** Returns the cross-section of a market with these features, one row for each stock. */
export type DayOf = (features: readonly Float64Array[]) => CrossSection;

/**
 * Draws what a cross-section has in addition to features: fundamentals, of which some are null or have no meaning (losses,
 * lenders without margins), shareholdings, events and ages, in 15 sector groups of unequal size.
 */
export function syntheticDay({ day, stocks }: SyntheticMarket): DayOf {
  const rows = stocks.map((_, k) => rowOf(new Random(SEED, k)));
  const sectors = [...new Set(rows.map(({ sector }) => sector))].sort();
  const column = (name: NumberName) => Float64Array.from(rows, (row) => row[name]);
  const columns = <Name extends NumberName>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, column(name)])) as Record<Name, Float64Array>;

  const drawn = {
    date: isoOf(day),
    day,
    tickers: stocks.map(({ ticker }) => ticker),
    sectors,
    sectorOf: Int32Array.from(rows, ({ sector }) => sectors.indexOf(sector)),
    fundamentals: columns(FUNDAMENTALS),
    ownership: columns(OWNERSHIP),
    events: columns(['meeting', 'auditor', 'board']),
    meetingSide: new Float64Array(stocks.length),
    age: {
      prices: new Float64Array(stocks.length),
      fundamentals: column('published'),
      ownership: column('quarter'),
    },
    secondary: {
      prices: new Float64Array(stocks.length),
      fundamentals: column('secondary'),
      ownership: column('quarter').map((age) => age * 0),
    },
    indexReturn: { ret_21d: 0.011, ret_63d: 0.024, ret_126d: 0.052 },
  };
  return (features) => {
    const columnAt = (k: number): Float64Array => {
      const values = new Float64Array(features.length);
      for (let i = 0; i < values.length; i++) values[i] = features[i][k];
      return values;
    };
    const byName = Object.fromEntries(FEATURES.map((name, k) => [name, columnAt(k)]));
    return { ...drawn, features: byName as CrossSection['features'] };
  };
}

function rowOf(random: Random): Row {
  const sector = sectorAt(random.uniform() * 100);
  const lends = BANKING.has(sector);
  const reports = !random.chance(0.03);
  const some = (value: number, present = 0.92) => (reports && random.chance(present) ? value : NaN);
  const ofLender = (value: number) => (lends ? some(value) : NaN);
  const ofOther = (value: number) => (lends ? NaN : some(value));
  const loss = random.chance(0.12);
  const pledges = random.chance(0.2);
  const holds = !random.chance(0.05);
  return {
    sector,
    roe_3y: some(loss ? -0.2 * random.uniform() : 0.14 + 0.09 * random.normal()),
    roce_3y: ofOther(0.15 + 0.08 * random.normal()),
    eps_cagr_3y: loss ? NaN : some(0.1 + 0.25 * random.normal()),
    sales_cagr_3y: some(0.1 + 0.15 * random.normal()),
    pe: some(loss ? -15 : Math.exp(3.2 + 0.6 * random.normal())),
    ev_ebitda: ofOther(loss ? -9 : Math.exp(2.6 + 0.5 * random.normal())),
    opm_stdev_12q: ofOther(0.04 * Math.exp(0.6 * random.normal())),
    roa_3y: ofLender(0.012 + 0.006 * random.normal()),
    gnpa_pct: ofLender(3 * Math.exp(0.5 * random.normal())),
    pcr_pct: ofLender(random.between(45, 90)),
    nim_3y: ofLender(random.between(2, 7)),
    promoter_hold_pct: some(holds ? Math.round(7400 * random.uniform()) / 1e4 : 0, 0.98),
    promoter_pledge_frac: some(pledges ? Math.round(4000 * random.uniform()) / 1e4 : 0, 0.98),
    fii_dii_delta_pp: some(Math.round(150 * random.normal()) / 100, 0.95),
    meeting: random.chance(0.3) ? random.below(40) : NaN,
    auditor: random.chance(0.02) ? random.below(600) : NaN,
    board: random.chance(0.1) ? random.below(600) : NaN,
    published: reports ? random.below(150) : NaN,
    quarter: reports ? random.below(110) : NaN,
    secondary: reports ? Number(random.chance(0.3)) : NaN,
  };
}

/** Returns the sector group at a place from 0 to 100. */
function sectorAt(place: number): string {
  let sum = 0;
  for (const [sector, share] of Object.entries(GROUPS)) {
    sum += share;
    if (place < sum) return sector;
  }
  throw new RangeError(`Expected a place below ${sum}, got ${place}`);
}
