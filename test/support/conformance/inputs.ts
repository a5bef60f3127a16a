/** Converts the inputs of the golden files to the arguments of our functions. */
import { dayOf } from '../../../src/market/day.js';
import { bySector, type CrossSection, type SectorMembers } from '../../../src/scoring/crossSection.js';
import type { GuardrailColumns } from '../../../src/scoring/guardrails.js';
import {
  BANDS,
  DATASETS,
  FEATURES,
  FUNDAMENTALS,
  OWNERSHIP,
  type Band,
  type FeatureName,
  type FundamentalName,
  type Guardrail,
  type OwnershipName,
  type IsoDate,
  type Mode,
  type Ticker,
} from '../../../src/scoring/names.js';
import { penaltiesOf, sharedPenalties, type Penalties } from '../../../src/scoring/penalties.js';
import { method, ROUNDED, type Comparison } from './golden.js';

/** Returns a number of the golden files; null and absent become NaN. */
export type Numbers = Readonly<Record<string, number | null>>;
export const numberOf = (value: number | null | undefined): number => value ?? NaN;
export const columnOf = (values: readonly (number | null)[]): Float64Array =>
  Float64Array.from(values, numberOf);

const MODES: Readonly<Record<string, Mode>> = { trader: 'TRADER', investor: 'INVESTOR' };
/** Other words have no counterpart among ours, and must raise an error where they are used. */
export const modeOf = (text: string): Mode => MODES[text];

/** Groups rows by sector as a day does. A row without a sector is in no group. */
export function sectorsOf(groups: readonly (string | null)[]): SectorMembers {
  const keys = [...new Set(groups.filter((group) => group !== null))].sort();
  const rows = groups.flatMap((group, row) => (group === null ? [] : [row]));
  const grouped = bySector(
    Int32Array.from(rows, (row) => keys.indexOf(groups[row] ?? '')),
    keys.length,
  );
  return {
    ...grouped,
    of: Int32Array.from(groups, (group) => keys.indexOf(group ?? '')),
    members: grouped.members.map((k) => rows[k]),
  };
}

/** A stock of a cross-section; what is absent is null. */
export interface Stock {
  readonly ticker: string;
  readonly sector: string;
  readonly features?: Partial<Readonly<Record<FeatureName, number | null>>>;
  readonly fundamentals?: Partial<Readonly<Record<FundamentalName, number | null>>>;
  readonly ownership?: Partial<Readonly<Record<OwnershipName, number | null>>>;
  readonly events?: { readonly meeting: number; readonly auditor: number; readonly board: number };
}

/** Returns the cross-section of a day of which only the values of the golden files are known. */
export function sectionOf(stocks: readonly Stock[]): CrossSection {
  const sectors = [...new Set(stocks.map(({ sector }) => sector))].sort();
  const column = (of: (stock: Stock) => number | null | undefined) =>
    columnOf(stocks.map((one) => of(one) ?? null));
  const columns = <Name extends string>(
    names: readonly Name[],
    of: (stock: Stock) => Partial<Readonly<Record<Name, number | null>>> | undefined,
  ) =>
    Object.fromEntries(names.map((name) => [name, column((one) => of(one)?.[name])])) as Record<
      Name,
      Float64Array
    >;
  return {
    date: '2024-10-08' as IsoDate,
    day: 20004,
    tickers: stocks.map(({ ticker }) => ticker as Ticker),
    sectors,
    sectorOf: Int32Array.from(stocks, ({ sector }) => sectors.indexOf(sector)),
    features: columns(FEATURES, ({ features }) => features),
    fundamentals: columns(FUNDAMENTALS, ({ fundamentals }) => fundamentals),
    ownership: columns(OWNERSHIP, ({ ownership }) => ownership),
    events: {
      meeting: column(({ events }) => events?.meeting),
      auditor: column(({ events }) => events?.auditor),
      board: column(({ events }) => events?.board),
    },
    meetingSide: column(() => undefined),
    age: columns(DATASETS, () => undefined),
    secondary: columns(DATASETS, () => undefined),
    indexReturn: { ret_21d: NaN, ret_63d: NaN, ret_126d: NaN },
  };
}

/** A stock before its penalties and guardrails; an absent key is an absent field. */
export interface ReportedStock {
  readonly prices: Numbers;
  readonly fundamentals: Readonly<Record<string, number | string | null>>;
  readonly ownership: Numbers;
  readonly sector_group: string;
  readonly mode: string;
  readonly scoring_date: string;
}

/**
 * Returns the median traded value in ₹ crore. If it was not known, the first implementation used close × volume, which
 * our feature does per bar (method §2).
 */
export function tradedValueOf({ median_traded_value_cr: median, close, volume }: Numbers): number {
  return median ?? (numberOf(close) * numberOf(volume)) / 1e7;
}

/**
 * Returns the events that the first implementation guessed: results 45 days after the quarter, an auditor's qualification
 * if roe_3y < 5 %, a resignation from the board if the margin's stdev > 10 %. We read events from announcements. For the
 * same events, both must take off the same points.
 */
function guessedEvents({ fundamentals, scoring_date }: ReportedStock): NonNullable<Stock['events']> {
  const { quarter_end, roe_3y, opm_stdev_12q } = fundamentals;
  const results = dayOf(String(quarter_end)) + 45;
  return {
    meeting: Math.abs(dayOf(scoring_date.slice(0, 10)) - results),
    auditor: typeof roe_3y === 'number' && roe_3y < 0.05 ? 0 : NaN,
    board: typeof opm_stdev_12q === 'number' && opm_stdev_12q > 0.1 ? 0 : NaN,
  };
}

/** Returns the cross-section of one stock, and its penalties. */
export function reported(stock: ReportedStock): {
  readonly section: CrossSection;
  readonly penalties: Penalties;
} {
  const section = sectionOf([
    {
      ticker: 'X.NS',
      sector: stock.sector_group,
      features: {
        sigma20: stock.prices['sigma20'] ?? null,
        median_traded_value_cr: tradedValueOf(stock.prices),
      },
      ownership: { promoter_pledge_frac: stock.ownership['promoter_pledge_frac'] ?? null },
      events: guessedEvents(stock),
    },
  ]);
  const sectors = bySector(section.sectorOf, section.sectors.length);
  const shared = sharedPenalties(section, sectors, method);
  return { section, penalties: penaltiesOf(section, shared, modeOf(stock.mode), method) };
}

const FLAGS: Readonly<Record<Guardrail, string>> = {
  LOW_DATA_HOLD: 'LowDataHold',
  ILLIQUIDITY: 'Illiquidity',
  PLEDGE_CAP: 'PledgeCap',
  HIGH_RISK_CAP: 'HighRiskCap',
  SECTOR_BEAR: 'SectorBear',
  LOW_COVERAGE: 'LowCoverage',
};

const BAND_NAMES: Readonly<Record<Band, string>> = {
  AVOID: 'Avoid',
  HOLD: 'Hold',
  BUY: 'Buy',
  STRONG_BUY: 'Strong Buy',
};

export interface Guarded {
  readonly score: number;
  readonly band: string;
  readonly flags: readonly string[];
}

/** Compares the only stock after our guardrails with the result of the first implementation. */
export function compareGuarded(steps: readonly GuardrailColumns[], expected: Guarded): Comparison[] {
  const last = steps[steps.length - 1];
  const flags = steps.filter(({ fired }) => fired[0] === 1).map(({ guardrail }) => FLAGS[guardrail]);
  return [
    { what: 'score', actual: last.scoreAfter[0], expected: expected.score, within: ROUNDED },
    { what: 'band', actual: BAND_NAMES[BANDS[last.bandAfter[0]]], expected: expected.band },
    { what: 'flags', actual: flags, expected: expected.flags },
  ];
}
