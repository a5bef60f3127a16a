import type { Derivations } from '../scoring/method.js';
import { FUNDAMENTALS, type Day, type FundamentalName, type ZeroRuled } from '../scoring/names.js';
import { countAtOrBelow, meanOf, sampleStdev } from '../scoring/statistics.js';
import { monthOf } from './day.js';
import {
  BASES,
  DERIVED_FROM,
  PERIODS,
  USUAL_MONTHS,
  type Action,
  type Basis,
  type Figure,
  type FundamentalsRow,
  type Period,
  type Source,
  type StatementMetric,
} from './facts.js';
import { newestOf } from './newestOf.js';
import { epsAsOf } from './valuation/epsAsOf.js';

/** Figures count for so many days after their period: a company that stopped reporting is not known to be good. */
export const MAX_AGE_DAYS = 550;
/** Figures of one point in time, such as a quoted P/E, count for so many days. */
const MAX_POINT_AGE_DAYS = 45;

/** What was known of a company's fundamentals on a day. In the values, NaN is null. */
export interface KnownFundamentals {
  readonly periodEnd: Day;
  readonly publishedOn: Day;
  readonly source: Source;
  /** What the statements cover that it was derived from; '' or left out where that is not known. */
  readonly basis?: Basis;
  readonly values: Readonly<Record<FundamentalName, number>>;
}

/** What is known between two days on which anything may change: all but a P/E that depends on the close. */
interface Known {
  readonly row: KnownFundamentals;
  /** The row's values in the order of FUNDAMENTALS. */
  readonly metrics: readonly number[];
  /** The earnings per share that the close is divided by; NaN where a P/E is quoted, or there are none. */
  readonly earnings: number;
  /** The metrics for which a rule says that the company scores 0. */
  readonly ruledZero: ReadonlySet<ZeroRuled>;
}

/** How metrics are derived, and the actions that earnings per share are adjusted for. */
export interface DerivedBy {
  readonly derivations: Derivations;
  /** All of the company, whether or not its prices were imported as adjusted. */
  readonly actions: readonly Action[];
  /** Whether prices were imported as adjusted, so that closes are adjusted for all actions. */
  readonly pricesAdjusted: boolean;
}

const AS_BEFORE: DerivedBy = { derivations: {}, actions: [], pricesAdjusted: false };
const NO_RULE: ReadonlySet<ZeroRuled> = new Set();

/** The fundamentals of one company on many days, in any order. They are computed once for all days between two publications. */
export class FundamentalsHistory {
  readonly #rows: readonly FundamentalsRow[];
  readonly #figures: readonly FiguresOfBasis[];
  readonly #by: DerivedBy;
  /** The days on which what is known changes, ascending. */
  readonly changes: Int32Array;
  /** By the number of changes up to the day. */
  readonly #known = new Map<number, Known | null>();

  /** @param by how metrics are derived; by default as greyoak-1.1 does */
  constructor(rows: readonly FundamentalsRow[], figures: readonly Figure[], by = AS_BEFORE) {
    this.#rows = rows;
    this.#by = by;
    this.#figures = byBasis(by.derivations.odd_periods === false ? figures.filter(isUsual) : figures);
    const changes = new Set<Day>();
    for (const { publishedOn, periodEnd } of rows) changes.add(publishedOn).add(periodEnd + MAX_AGE_DAYS + 1);
    for (const { publishedOn, periodEnd, period } of figures) {
      changes.add(publishedOn).add(periodEnd + MAX_AGE_DAYS + 1);
      if (period === 'POINT') changes.add(periodEnd + MAX_POINT_AGE_DAYS + 1);
    }
    if (by.derivations.adjusted_eps) for (const { exDate } of by.actions) changes.add(exDate);
    this.changes = Int32Array.from(changes).sort();
  }

  /**
   * Returns the fundamentals as known on D: the newest row that was given, or those derived from the statements,
   * whichever has the later period_end (at a tie, the given ones).
   *
   * @param close the last close ≤ D, adjusted as of D; NaN where there is none
   * @returns null where neither counts any more
   */
  asOf(day: Day, close: number): KnownFundamentals | null {
    const known = this.on(day);
    if (known === null) return null;
    const { row, earnings } = known;
    return earnings === earnings ? { ...row, values: { ...row.values, pe: peOf(known, close) } } : row;
  }

  /** Returns the P/E that counts as quoted on a day; NaN where none does, so that `asOf` computes one if it can. */
  quotedPe(day: Day): number {
    return this.on(day)?.row.values.pe ?? NaN;
  }

  /** Returns what is known on a day; null where nothing counts. Where it has earnings, its P/E is still to be computed. */
  on(day: Day): Known | null {
    const interval = countAtOrBelow(this.changes, day);
    let known = this.#known.get(interval);
    if (known === undefined) {
      const given = newestRow(this.#rows, day);
      const derived = derive(this.#figures, day, this.#by);
      known =
        given === null || (derived !== null && derived.row.periodEnd > given.row.periodEnd) ? derived : given;
      this.#known.set(interval, known);
    }
    return known;
  }
}

/** Returns the values of what is known, in the order of FUNDAMENTALS, on a day with this close. */
export function metricsAt(known: Known, close: number): readonly number[] {
  return known.earnings === known.earnings ? known.metrics.with(PE, peOf(known, close)) : known.metrics;
}

const PE = FUNDAMENTALS.indexOf('pe');
const peOf = ({ earnings }: Known, close: number): number => (earnings === 0 ? NaN : close / earnings);
const metricsOf = (values: KnownFundamentals['values']): number[] => FUNDAMENTALS.map((name) => values[name]);

function newestRow(rows: readonly FundamentalsRow[], asOf: Day): Known | null {
  let newest: FundamentalsRow | null = null;
  for (const row of rows) {
    if (row.publishedOn > asOf || asOf - row.periodEnd > MAX_AGE_DAYS) continue;
    const later =
      newest === null ||
      row.periodEnd > newest.periodEnd ||
      (row.periodEnd === newest.periodEnd && row.publishedOn > newest.publishedOn);
    if (later) newest = row;
  }
  return newest && { row: newest, metrics: metricsOf(newest.values), earnings: NaN, ruledZero: NO_RULE };
}

/** A value computed from figures, and how old the newest of them is. NaN: the figures are there, but have no such value. */
interface Derived {
  readonly value: number;
  readonly periodEnd: Day;
  readonly period: Period;
}

/**
 * Derives a row from statements; null where no annual or quarterly figure counts any more. Each metric is derived from the
 * figures of one basis: of those which have all figures that it needs, the one with the newest result.
 *
 * @param figures of each basis, in the order of their precedence
 */
function derive(figures: readonly FiguresOfBasis[], asOf: Day, by: DerivedBy): Known | null {
  const bases = figures.map(({ byMetric }) => new KnownFigures(byMetric, asOf, by));
  const used = new Set<Basis>();
  const period = newestPeriod(bases);
  if (period === null || asOf - period.periodEnd > MAX_AGE_DAYS) return null;
  const newest = (derive: Derivation): Derived | null => {
    const results = bases.map(derive);
    const result = newestOf(results);
    if (result !== null) used.add(figures[results.indexOf(result)].basis);
    return result;
  };
  const current = (derive: Derivation): number => {
    const derived = newest(derive);
    if (derived === null) return NaN;
    const oldest = derived.period === 'POINT' ? MAX_POINT_AGE_DAYS : MAX_AGE_DAYS;
    return asOf - derived.periodEnd <= oldest ? derived.value : NaN;
  };
  const ruledZero = by.derivations.zero_rules ? ruledZeroBy(bases, asOf) : NO_RULE;
  const quoted = newest((known) => known.of('pe', 'POINT')[0] ?? null);
  const isQuoted = quoted !== null && asOf - quoted.periodEnd <= MAX_POINT_AGE_DAYS;
  const values: Record<FundamentalName, number> = {
    roe_3y: ruledZero.has('roe_3y')
      ? NaN
      : current((known) => meanOfThree(known, returnOn(known, 'roe', 'equity'))),
    roce_3y: current((known) => meanOfThree(known, known.of('roce', 'ANNUAL'))),
    eps_cagr_3y: current((known) => growthOverThreeYears(known.of('eps', 'ANNUAL'))),
    sales_cagr_3y: current((known) => growthOverThreeYears(known.of('sales', 'ANNUAL'))),
    pe: isQuoted ? quoted.value : NaN,
    ev_ebitda: current((known) => known.newest('ev_ebitda')),
    opm_stdev_12q: current((known) => marginDeviation(known.of('opm', 'QUARTER'))),
    roa_3y: current((known) => meanOfThree(known, returnOn(known, 'roa', 'total_assets'))),
    gnpa_pct: current((known) => known.newest('gnpa_pct')),
    pcr_pct: current(provisionCoverage),
    nim_3y: current((known) => meanOfThree(known, known.of('nim', 'ANNUAL'))),
  };
  const earnings = isQuoted ? NaN : current(earningsPerShare);
  const [basis, ...others] = used;
  const row = { ...period, values, ...(others.length === 0 && { basis }) };
  return { row, metrics: metricsOf(values), earnings, ruledZero };
}

/**
 * Returns the metrics for which a company scores 0 by a rule: a return on equity that is not positive, and growth from a
 * profit to a loss.
 */
function ruledZeroBy(bases: readonly KnownFigures[], asOf: Day): ReadonlySet<ZeroRuled> {
  const ruled = new Set<ZeroRuled>();
  const counts = (derived: Derived | null) => derived !== null && asOf - derived.periodEnd <= MAX_AGE_DAYS;
  const equity = newestOf(bases.map((known) => known.of('equity', 'ANNUAL')[0] ?? null));
  if (equity !== null && counts(equity) && equity.value <= 0) ruled.add('roe_3y');
  // The figures of the basis whose growth would be taken.
  const earnings = newestOf(
    bases.map((known) => {
      const annual = known.of('eps', 'ANNUAL');
      const before = annual.length > 0 ? yearsBefore(annual, annual[0].periodEnd, 3) : undefined;
      return before === undefined ? null : { ...annual[0], before: before.value };
    }),
  );
  if (earnings !== null && counts(earnings) && earnings.value <= 0 && earnings.before > 0) {
    ruled.add('eps_cagr_3y');
  }
  return ruled;
}

/** Computes a metric from the figures of one basis; null where it lacks figures that it needs. */
type Derivation = (known: KnownFigures) => Derived | null;

/** The figures of each metric, newest first. */
type FiguresByMetric = ReadonlyMap<StatementMetric, readonly Figure[]>;

interface FiguresOfBasis {
  readonly basis: Basis;
  readonly byMetric: FiguresByMetric;
}

const isDerivedFrom = (metric: StatementMetric): boolean =>
  (DERIVED_FROM as readonly StatementMetric[]).includes(metric);

/** Returns the figures that are read of each basis that has some, in the order of BASES. */
function byBasis(figures: readonly Figure[]): FiguresOfBasis[] {
  const read = figures.filter(({ metric }) => isDerivedFrom(metric));
  return BASES.map((basis) => ({
    basis,
    byMetric: byMetric(read.filter((figure) => figure.basis === basis)),
  })).filter((figures) => figures.byMetric.size > 0);
}

function byMetric(figures: readonly Figure[]): FiguresByMetric {
  const groups = new Map<StatementMetric, Figure[]>();
  for (const figure of figures) {
    const group = groups.get(figure.metric);
    if (group === undefined) groups.set(figure.metric, [figure]);
    else group.push(figure);
  }
  for (const group of groups.values()) group.sort(newestFirst);
  return groups;
}

/**
 * The figures of one basis that count on a day: for each (metric, period, period_end), the newest version published up to
 * that day. Where the method says so, years that end in one calendar month are one year, and earnings per share are those
 * of the shares that closes are of.
 */
class KnownFigures {
  readonly #byMetric = new Map<StatementMetric, readonly Figure[]>();
  readonly derivations: Derivations;

  constructor(figures: FiguresByMetric, asOf: Day, { derivations, actions, pricesAdjusted }: DerivedBy) {
    this.derivations = derivations;
    const adjustedTo = pricesAdjusted ? Infinity : asOf;
    for (const [metric, newestFirst] of figures) {
      const counting: Figure[] = [];
      for (const figure of newestFirst) {
        if (figure.publishedOn <= asOf && !hasVersion(counting, figure)) counting.push(figure);
      }
      const years = derivations.years_by_month ? withOneOfMonth(counting) : counting;
      const isAdjusted = metric === 'eps' && derivations.adjusted_eps;
      this.#byMetric.set(
        metric,
        isAdjusted ? years.map((one) => ({ ...one, value: epsAsOf(one, actions, adjustedTo) })) : years,
      );
    }
  }

  /** Whether two years are the same one. */
  isSameYear(a: Day, b: Day): boolean {
    return this.derivations.years_by_month ? monthOf(a) === monthOf(b) : a === b;
  }

  /** Returns the figures of a metric, newest first. */
  all(metric: StatementMetric): readonly Figure[] {
    return this.#byMetric.get(metric) ?? [];
  }

  /** Returns the figures of a metric and a length of period, newest first. */
  of(metric: StatementMetric, period: Period): readonly Figure[] {
    return this.all(metric).filter((figure) => figure.period === period);
  }

  newest(metric: StatementMetric): Figure | null {
    return this.all(metric)[0] ?? null;
  }

  /** Returns the figures of a metric whose year or quarter ends last; null where there are none. */
  newestPeriod(metric: StatementMetric): { readonly periodEnd: Day; readonly figures: Figure[] } | null {
    const figures = this.all(metric).filter(({ period }) => period !== 'POINT');
    if (figures.length === 0) return null;
    const [{ periodEnd }] = figures;
    return { periodEnd, figures: figures.filter((figure) => figure.periodEnd === periodEnd) };
  }
}

/**
 * Returns the newest annual or quarterly period, with its latest publication and its worst source. Of each metric, the
 * figures of one basis count.
 */
function newestPeriod(
  bases: readonly KnownFigures[],
): { readonly periodEnd: Day; readonly publishedOn: Day; readonly source: Source } | null {
  const figures = DERIVED_FROM.flatMap(
    (metric) => newestOf(bases.map((known) => known.newestPeriod(metric)))?.figures ?? [],
  );
  if (figures.length === 0) return null;
  const periodEnd = Math.max(...figures.map((figure) => figure.periodEnd));
  const newest = figures.filter((figure) => figure.periodEnd === periodEnd);
  return {
    periodEnd,
    publishedOn: Math.max(...newest.map(({ publishedOn }) => publishedOn)),
    source: newest.some(({ source }) => source === 'SECONDARY') ? 'SECONDARY' : 'PRIMARY',
  };
}

/** Returns whether a newer version of a figure is among those before it. */
function hasVersion(newer: readonly Figure[], { period, periodEnd }: Figure): boolean {
  for (let k = newer.length - 1; k >= 0 && newer[k].periodEnd === periodEnd; k--) {
    if (newer[k].period === period) return true;
  }
  return false;
}

/** Of the annual figures whose years end in one calendar month, keeps the one that was published last. */
function withOneOfMonth(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(
    (figure) =>
      figure.period !== 'ANNUAL' ||
      !figures.some(
        (other) =>
          other.period === 'ANNUAL' &&
          monthOf(other.periodEnd) === monthOf(figure.periodEnd) &&
          (other.publishedOn - figure.publishedOn || other.periodEnd - figure.periodEnd) > 0,
      ),
  );
}

/**
 * Compares by period_end, the latest first, and figures of the usual length before those of others; then by published_on,
 * the latest first, and then POINT before QUARTER before ANNUAL, and fewer months before more.
 */
function newestFirst(a: Figure, b: Figure): number {
  return (
    b.periodEnd - a.periodEnd ||
    Number(isUnusual(a)) - Number(isUnusual(b)) ||
    b.publishedOn - a.publishedOn ||
    PERIODS.indexOf(a.period) - PERIODS.indexOf(b.period) ||
    a.months - b.months
  );
}

const isUsual = ({ period, months }: Figure): boolean => months === USUAL_MONTHS[period];
const isUnusual = (figure: Figure): boolean => !isUsual(figure);

/** Returns the figure of the same calendar month some years before a period. */
function yearsBefore(annual: readonly Figure[], periodEnd: Day, years: number): Figure | undefined {
  const month = monthOf(periodEnd) - 12 * years;
  return annual.find((figure) => monthOf(figure.periodEnd) === month);
}

/**
 * Returns the annual returns on equity or assets, newest first: as given, or else net profit / the mean of this and the
 * former year's base (this year's alone where there is no former one). A year with a base ≤ 0 has none.
 */
function returnOn(known: KnownFigures, ratio: 'roe' | 'roa', base: 'equity' | 'total_assets'): Derived[] {
  const given = known.of(ratio, 'ANNUAL');
  const bases = known.of(base, 'ANNUAL');
  const returns: Derived[] = [...given];
  for (const { periodEnd, period, value: profit } of known.of('net_profit', 'ANNUAL')) {
    if (given.some((one) => known.isSameYear(one.periodEnd, periodEnd))) continue;
    const now = bases.find((figure) => known.isSameYear(figure.periodEnd, periodEnd))?.value ?? NaN;
    const former = yearsBefore(bases, periodEnd, 1)?.value ?? now;
    if (now > 0 && former > 0) returns.push({ value: profit / ((now + former) / 2), periodEnd, period });
  }
  return returns.sort((a, b) => b.periodEnd - a.periodEnd);
}

/**
 * Returns the mean of the newest three annual values, of those that the method takes together; null where there are less
 * than two.
 */
function meanOfThree({ derivations }: KnownFigures, newestFirst: readonly Derived[]): Derived | null {
  const oldest = (newestFirst.at(0)?.periodEnd ?? NaN) - (derivations.mean_span_days ?? Infinity);
  const three = newestFirst.filter(({ periodEnd }) => periodEnd >= oldest).slice(0, 3);
  if (three.length < 2) return null;
  return { ...three[0], value: meanOf(Float64Array.from(three, ({ value }) => value)) };
}

/** Returns the growth a year over the newest three years. It has no value where a figure at either end is not positive. */
function growthOverThreeYears(annual: readonly Figure[]): Derived | null {
  if (annual.length === 0) return null;
  const [newest] = annual;
  const before = yearsBefore(annual, newest.periodEnd, 3)?.value;
  if (before === undefined) return null;
  const grows = newest.value > 0 && before > 0;
  return { ...newest, value: grows ? Math.cbrt(newest.value / before) - 1 : NaN };
}

/** Returns the sample deviation of the newest 12 quarterly margins; null where there are less than 8. */
function marginDeviation(quarterly: readonly Figure[]): Derived | null {
  const newest = quarterly.slice(0, 12);
  if (newest.length < 8) return null;
  return { ...newest[0], value: sampleStdev(Float64Array.from(newest, ({ value }) => value)) };
}

/** Returns the earnings per share for a P/E that is not quoted: of the newest four quarters, or else of the newest year. */
function earningsPerShare(known: KnownFigures): Derived | null {
  const quarters = known.of('eps', 'QUARTER').slice(0, 4);
  const year = known.of('eps', 'ANNUAL').at(0) ?? null;
  return quarters.length === 4 && isOneYear(quarters, year, known.derivations.quarters_span_days)
    ? { ...quarters[0], value: quarters.reduce((sum, { value }) => sum + value, 0) }
    : year;
}

/** Whether four quarters, newest first, are those of one year, of which no figure is newer than they are. */
function isOneYear(
  [newest, , , oldest]: readonly Figure[],
  year: Figure | null,
  spanDays: number | undefined,
): boolean {
  return (
    spanDays === undefined ||
    (newest.periodEnd - oldest.periodEnd <= spanDays && !(year !== null && year.periodEnd > newest.periodEnd))
  );
}

/** Returns the newest provision coverage: as given, or else 100 × (1 − net / gross) of the NPAs of the same period. */
function provisionCoverage(known: KnownFigures): Derived | null {
  const given = known.newest('pcr_pct');
  for (const gross of known.all('gnpa_pct')) {
    if (given !== null && given.periodEnd >= gross.periodEnd) return given;
    const net = known
      .of('nnpa_pct', gross.period)
      .find(({ periodEnd }) => periodEnd === gross.periodEnd)?.value;
    if (net !== undefined) {
      return { ...gross, value: gross.value === 0 ? NaN : 100 * (1 - net / gross.value) };
    }
  }
  return given;
}
