/** An ordinary company of a sector group. Companies vary around it. */
export interface SampleGroup {
  /** As in config/sectors.yaml. */
  readonly key: string;
  /** The start of the tickers and of the names. */
  readonly symbol: string;
  readonly name: string;
  readonly stocks: number;
  /** As in config/sectors.yaml. They are given to the companies in turn. */
  readonly industries: readonly string[];
  /** As in config/sectors.yaml; empty where the industry says enough. */
  readonly basicIndustry: string;
  /** The mean daily return in excess of the market's, before and since the turn (factors.ts). */
  readonly drift: { readonly before: number; readonly since: number };
  readonly finance: OperatingProfile | LenderProfile;
}

/** Growth and returns a year, as fractions; `pe` as of the first session. */
interface Profile {
  readonly pe: number;
  readonly growth: number;
  readonly netMargin: number;
}

export interface OperatingProfile extends Profile {
  readonly kind: 'OPERATING';
  readonly roe: number;
  readonly opm: number;
  /** Whether EV/EBITDA is quoted, which then counts as the valuation instead of P/E. */
  readonly quotesEvEbitda: boolean;
}

export interface LenderProfile extends Profile {
  readonly kind: 'LENDER';
  readonly roa: number;
  /** Assets / equity. */
  readonly leverage: number;
  readonly gnpaPct: number;
  readonly pcrPct: number;
  /** In %. */
  readonly nim: number;
}

const FINANCIALS = ['Financial Services'];

/** Nine groups of 12 to 14 companies, each large enough for z-scores. The group `it` is deep in a bear phase. */
export const GROUPS: readonly SampleGroup[] = [
  {
    key: 'banks',
    symbol: 'SYNBANK',
    name: 'Synthetic Bank',
    stocks: 14,
    industries: FINANCIALS,
    basicIndustry: 'Private Sector Bank',
    drift: { before: 0.0001, since: 0.0003 },
    finance: lender({ pe: 15, growth: 0.16, roa: 0.014, leverage: 9, gnpaPct: 2.2, pcrPct: 74, nim: 4.1 }),
  },
  {
    key: 'psu_banks',
    symbol: 'SYNPSU',
    name: 'Synthetic Public Bank',
    stocks: 12,
    industries: FINANCIALS,
    basicIndustry: 'Public Sector Bank',
    drift: { before: 0.0003, since: 0.0005 },
    finance: lender({ pe: 8, growth: 0.11, roa: 0.009, leverage: 15, gnpaPct: 4.2, pcrPct: 70, nim: 2.9 }),
  },
  {
    key: 'nbfcs',
    symbol: 'SYNNBFC',
    name: 'Synthetic Lender',
    stocks: 14,
    industries: FINANCIALS,
    basicIndustry: 'Non Banking Financial Company (NBFC)',
    drift: { before: 0.0002, since: 0.0001 },
    finance: lender({ pe: 20, growth: 0.21, roa: 0.024, leverage: 5, gnpaPct: 2.8, pcrPct: 55, nim: 7.2 }),
  },
  {
    key: 'it',
    symbol: 'SYNIT',
    name: 'Synthetic Software',
    stocks: 14,
    industries: ['Information Technology'],
    basicIndustry: '',
    drift: { before: 0.0003, since: -0.0034 },
    finance: operating({ pe: 28, growth: 0.09, netMargin: 0.16, roe: 0.24, opm: 0.22 }),
  },
  {
    key: 'fmcg',
    symbol: 'SYNFMCG',
    name: 'Synthetic Consumer Goods',
    stocks: 13,
    industries: ['Fast Moving Consumer Goods'],
    basicIndustry: '',
    drift: { before: -0.0001, since: -0.0002 },
    finance: operating({ pe: 48, growth: 0.08, netMargin: 0.12, roe: 0.26, opm: 0.18 }),
  },
  {
    key: 'pharma',
    symbol: 'SYNPHARMA',
    name: 'Synthetic Pharma',
    stocks: 14,
    industries: ['Healthcare'],
    basicIndustry: '',
    drift: { before: 0.0002, since: 0.0003 },
    finance: operating({ pe: 32, growth: 0.12, netMargin: 0.14, roe: 0.16, opm: 0.23 }),
  },
  {
    key: 'metals',
    symbol: 'SYNMETAL',
    name: 'Synthetic Metals',
    stocks: 13,
    industries: ['Metals & Mining'],
    basicIndustry: '',
    drift: { before: -0.0003, since: 0.0011 },
    finance: operating({ pe: 13, growth: 0.07, netMargin: 0.08, roe: 0.13, opm: 0.17, quotesEvEbitda: true }),
  },
  {
    key: 'energy',
    symbol: 'SYNENERGY',
    name: 'Synthetic Energy',
    stocks: 13,
    industries: ['Oil Gas & Consumable Fuels', 'Power'],
    basicIndustry: '',
    drift: { before: 0.0001, since: 0.0004 },
    finance: operating({ pe: 11, growth: 0.08, netMargin: 0.07, roe: 0.14, opm: 0.2, quotesEvEbitda: true }),
  },
  {
    key: 'auto_caps',
    symbol: 'SYNAUTO',
    name: 'Synthetic Engineering',
    stocks: 13,
    industries: ['Automobile and Auto Components', 'Capital Goods', 'Chemicals'],
    basicIndustry: '',
    drift: { before: 0.0004, since: 0.0006 },
    finance: operating({ pe: 30, growth: 0.14, netMargin: 0.1, roe: 0.17, opm: 0.15 }),
  },
];

function lender(profile: Omit<LenderProfile, 'kind' | 'netMargin'>): LenderProfile {
  return { kind: 'LENDER', netMargin: 0.22, ...profile };
}

function operating(
  profile: Omit<OperatingProfile, 'kind' | 'quotesEvEbitda'> & { readonly quotesEvEbitda?: boolean },
): OperatingProfile {
  return { kind: 'OPERATING', quotesEvEbitda: false, ...profile };
}
