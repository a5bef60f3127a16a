import type { Columns, CrossSection, SectorMembers } from './crossSection.js';
import { filled } from './columns.js';
import {
  EARLIER_HORIZONS,
  HORIZONS,
  YIELDS,
  type AnyHorizon,
  type MetricName,
  type YieldName,
  type ZeroRuled,
} from './names.js';
import {
  readsEarlierHorizons,
  type FundamentalComponent,
  type Method,
  type MethodParameters,
} from './method.js';
import { quantile, sortedObserved } from './statistics.js';

/** The quantiles to winsorise at. */
type Winsorise = MethodParameters['hygiene']['winsorise'];

/** Fundamentals as the pillars see them: `valuation` takes the place of both multiples, or tells whether a yield is known. */
export const FUNDAMENTAL_COMPONENTS = [
  'roe_3y',
  'sales_cagr_3y',
  'eps_cagr_3y',
  'valuation',
  'earnings_yield',
  'book_yield',
  'asset_growth',
  'roa_3y',
  'gnpa_pct',
  'pcr_pct',
  'nim_3y',
  'roce_3y',
  'opm_stdev_12q',
] as const satisfies readonly FundamentalComponent[];

/** A metric before (`raw`) and after winsorising (`value`); NaN is null in both. */
export interface Metric {
  readonly raw: Float64Array;
  readonly value: Float64Array;
}

/** The cross-section as the pillars see it (method §3). Penalties and guardrails judge the reported values instead. */
export interface CleanSection {
  readonly section: CrossSection;
  readonly sectors: SectorMembers;
  readonly fundamentals: Readonly<Record<FundamentalComponent, Metric>>;
  readonly ownership: Readonly<
    Record<'promoter_hold_pct' | 'promoter_pledge_frac' | 'fii_dii_delta_pp', Metric>
  >;
  readonly returns: Readonly<Record<AnyHorizon, Metric>>;
  readonly sigma20: Float64Array;
  readonly sigma60: Float64Array;
}

/**
 * Returns the valuation multiple of a stock: EV/EBITDA, or else PE (method §3). A multiple that is not positive means
 * nothing.
 *
 * @returns NaN where neither multiple is positive
 */
export function valuationOf(evToEbitda: number, pe: number): number {
  if (evToEbitda > 0) return evToEbitda;
  return pe > 0 ? pe : NaN;
}

/**
 * Clamps the observed values of each sector group to the group's own lower and upper quantile (method §3). Groups with
 * fewer than two values stay as they are. NaN stays NaN.
 */
export function winsorise(values: Float64Array, sectors: SectorMembers, at: Winsorise): Float64Array {
  const clamped = values.slice();
  for (let g = 0; g < sectors.count; g++) {
    const start = sectors.start[g];
    const end = sectors.start[g + 1];
    const ascending = sortedObserved(values, sectors.members, start, end);
    if (ascending.length < 2) continue;
    const low = quantile(ascending, at.lower);
    const high = quantile(ascending, at.upper);
    for (let k = start; k < end; k++) {
      const i = sectors.members[k];
      if (values[i] < low) clamped[i] = low;
      else if (values[i] > high) clamped[i] = high;
    }
  }
  return clamped;
}

/** Applies hygiene to the cross-section of a day (method §3). */
export function clean(section: CrossSection, sectors: SectorMembers, method: Method): CleanSection {
  const at = method.parameters.hygiene.winsorise;
  const metric = (raw: Float64Array): Metric => ({ raw, value: winsorise(raw, sectors, at) });
  const metrics = <Name extends MetricName>(names: readonly Name[], raw: (name: Name) => Float64Array) =>
    Object.fromEntries(names.map((name) => [name, metric(raw(name))])) as Record<Name, Metric>;

  const { fundamentals, ownership, features } = section;
  const none = filled(new Float64Array(section.tickers.length), () => NaN);
  const yieldsOf = (name: YieldName) => section.yields?.[name] ?? none;
  const valuation =
    method.parameters.hygiene.valuation === 'YIELDS'
      ? yieldsOf('earnings_yield').map((value, i) => (value === value ? value : yieldsOf('book_yield')[i]))
      : fundamentals.ev_ebitda.map((ratio, i) => valuationOf(ratio, fundamentals.pe[i]));
  const rawOf = (name: Exclude<FundamentalComponent, YieldName>) =>
    name === 'valuation' ? valuation : fundamentals[name];
  return {
    section,
    sectors,
    fundamentals: {
      ...metrics(FUNDAMENTAL_COMPONENTS.filter(isNoYield), rawOf),
      ...asReported(YIELDS, yieldsOf),
    },
    ownership: metrics(
      ['promoter_hold_pct', 'promoter_pledge_frac', 'fii_dii_delta_pp'],
      (n) => ownership[n],
    ),
    returns: {
      ...metrics(HORIZONS, (name) => features[name]),
      // What R does not weigh is read by nothing.
      ...(readsEarlierHorizons(method.parameters)
        ? metrics(EARLIER_HORIZONS, (name) => features[name])
        : asReported(EARLIER_HORIZONS, () => none)),
    },
    sigma20: winsorise(features.sigma20, sectors, at),
    sigma60: winsorise(features.sigma60, sectors, at),
  };
}

const isNoYield = (name: FundamentalComponent): name is Exclude<FundamentalComponent, YieldName> =>
  !(YIELDS as readonly string[]).includes(name);

/** Metrics that are ranked are not winsorised, because that would make ties at both ends. */
const asReported = <Name extends string>(names: readonly Name[], raw: (name: Name) => Float64Array) =>
  Object.fromEntries(names.map((name) => [name, { raw: raw(name), value: raw(name) }])) as Record<
    Name,
    Metric
  >;

/**
 * Computes which fraction of its required metrics each stock has (method §3). It has a metric for which a rule says that it
 * scores 0.
 *
 * @param isBanking 1 for stocks of lenders, which have required metrics of their own
 * @returns 0 to 1 for each stock
 */
export function coverageOf(clean: CleanSection, isBanking: Uint8Array, method: Method): Float64Array {
  const { section } = clean;
  const { bars, non_financial, banking, ownership } = method.parameters.hygiene.required;
  const present = (columns: readonly Float64Array[], i: number) => {
    let count = 0;
    for (const column of columns) if (column[i] === column[i]) count++;
    return count;
  };
  const ruledOf = (names: readonly FundamentalComponent[]): readonly Uint8Array[] =>
    names.flatMap((name) => section.ruledZero?.[name as ZeroRuled] ?? []);
  const pick = <Name extends string>(columns: Columns<Name>, names: readonly Name[]) =>
    names.map((name) => columns[name]);
  const common = [...pick(section.features, bars), ...pick(section.ownership, ownership)];
  const ofKind = [non_financial, banking].map((names) => names.map((name) => clean.fundamentals[name].raw));
  const ruled = [non_financial, banking].map(ruledOf);
  const coverage = new Float64Array(section.tickers.length);
  for (let i = 0; i < coverage.length; i++) {
    const fundamental = ofKind[isBanking[i]];
    let count = present(common, i) + present(fundamental, i);
    for (const column of ruled[isBanking[i]]) count += column[i];
    coverage[i] = count / (common.length + fundamental.length);
  }
  return coverage;
}
