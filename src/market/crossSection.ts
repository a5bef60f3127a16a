import { canonicalJson } from '../canonicalJson.js';
import { filled } from '../scoring/columns.js';
import type { CrossSection } from '../scoring/crossSection.js';
import { barSeries, featuresAt } from '../scoring/features.js';
import { featuresReadBy, readsYields, type Method, type MethodParameters } from '../scoring/method.js';
import {
  FEATURES,
  FUNDAMENTALS,
  OWNERSHIP,
  EARLIER_HORIZONS,
  HORIZONS,
  SESSIONS_OF,
  YIELDS,
  ZERO_RULED,
  type AnyHorizon,
  type Day,
  type IsoDate,
  type NotScoredCode,
  type Ticker,
  type ZeroRuled,
} from '../scoring/names.js';
import type { DayScores } from '../scoring/scoreDay.js';
import { countAtOrBelow } from '../scoring/statistics.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { barsAsOf } from './adjustment.js';
import type { Sessions } from './calendar.js';
import { classify, type Classified } from './classify.js';
import { dayOf, isoOf } from './day.js';
import { eventDistances, type EventDistances } from './events.js';
import type { Company, Source } from './facts.js';
import { indexNameOf } from './indexNameOf.js';
import { DerivedFacts } from './derivedFacts.js';
import { metricsAt } from './fundamentals.js';
import { shareholdingAsOf } from './shareholding.js';
import { listingsOf } from './listings.js';
import type { Market, MarketFacts } from './market.js';
import type { Sectors } from './sectors.js';
import { yieldsAt, type Yields } from './valuation/yieldsAsOf.js';

/** A stock without a bar in this many sessions up to D is not traded any more, and gets no score. */
export const UNIVERSE_SESSIONS = 10;
const NO_FUNDAMENTALS: readonly number[] = FUNDAMENTALS.map(() => NaN);
const CLOSE = FEATURES.indexOf('close');

/** The error for a session on which no stock has both a sector group and a recent bar. */
export class NobodyScored extends UserError {}

/** The stocks that are scored on a day, and why all other companies are not. */
export interface DayInputs {
  readonly section: CrossSection;
  /** Ascending by ticker. */
  readonly notScored: readonly NotScoredStock[];
  /** Takes the scores of the day, where those of later days begin with them; left out where none do. */
  readonly onScored?: (scores: DayScores) => void;
}

/** A company without a score on a day, and why. */
export interface NotScoredStock {
  readonly ticker: Ticker;
  readonly code: NotScoredCode;
  /** In words. */
  readonly reason: string;
}

/** Returns why companies are not scored, by their tickers. */
export function reasonsByTicker(
  notScored: DayInputs['notScored'],
): Record<string, Pick<NotScoredStock, 'code' | 'reason'>> {
  return Object.fromEntries(notScored.map(({ ticker, ...why }) => [ticker, why]));
}

/** A stock's features on D, and what is known of the bar that they end at. */
export interface KnownFeatures {
  /** In the order of FEATURES. */
  readonly values: ArrayLike<number>;
  /** Sessions in (last bar, D]. */
  readonly age: number;
  /** 1 where the last bar is from a secondary source, else 0. */
  readonly secondary: number;
}

/** Returns a stock's features on D, or, where it is not traded any more, its last bar up to D (null where it has none). */
export type FeaturesOf = (ticker: Ticker) => KnownFeatures | { readonly lastBar: Day | null };

/** All facts of a market except its bars, with what many days share. */
export class KnownFacts {
  readonly companies: readonly Company[];
  readonly #listings: ReadonlyMap<Ticker, readonly Ticker[]>;
  /** By the parameters of derivation, as JSON. */
  readonly #derived = new Map<string, DerivedFacts>();
  /** Of companies without dated classifications, the sector group by any day. */
  readonly #groups = new WeakMap<Sectors, Map<Ticker, ReturnType<typeof classify>>>();

  /** @param former facts as recorded at another batch, with which what is derived of the same facts is shared */
  constructor(
    readonly market: MarketFacts,
    former: KnownFacts | null = null,
  ) {
    if (former !== null) {
      for (const [key, derived] of former.#derived) this.#derived.set(key, derived.of(market));
    }
    this.companies = [...market.companies.values()].sort((a, b) => (a.ticker < b.ticker ? -1 : 1));
    const listed = [...market.isins].filter(([ticker]) => market.companies.has(ticker));
    this.#listings = listingsOf(new Map(listed));
  }

  /** The tickers of a company that has several, ascending; undefined where it has one. */
  listings(ticker: Ticker): readonly Ticker[] | undefined {
    return this.#listings.get(ticker);
  }

  /** Returns the sector group of a company on a day, or why there is none. */
  classified(company: Company, day: Day, sectors: Sectors): Classified | { readonly reason: string } {
    const { ticker } = company;
    const dated = this.market.classifications.get(ticker) ?? [];
    if (dated.length > 0) return classify(company, dated, day, sectors);
    let groups = this.#groups.get(sectors);
    if (groups === undefined) this.#groups.set(sectors, (groups = new Map()));
    let group = groups.get(ticker);
    if (group === undefined) groups.set(ticker, (group = classify(company, [], day, sectors)));
    return group;
  }

  /** Returns what a method makes of these facts. Methods that derive metrics alike share it. */
  derivedBy({ derivations }: MethodParameters): DerivedFacts {
    const key = derivations === undefined ? '' : canonicalJson(derivations);
    let derived = this.#derived.get(key);
    if (derived === undefined) {
      derived = new DerivedFacts(this.market, derivations);
      this.#derived.set(key, derived);
    }
    return derived;
  }
}

/**
 * Returns what was known of a market at the close of D (method §1): bars, fundamentals, shareholding and events up to D,
 * and prices adjusted for the actions up to D.
 *
 * @param known the market's facts; callers that ask for many days make it once
 * @throws UserError where D is no session, NobodyScored where no stock can be scored on it
 */
export function crossSectionAsOf(
  market: Market,
  date: IsoDate,
  method: Method,
  sectors: Sectors,
  known = new KnownFacts(market),
): DayInputs {
  const day = dayOf(date);
  const today = sessionOrdinal(market.sessions, day, date);
  const featuresOf = (ticker: Ticker) => featuresFromBars(market, ticker, day, today, method);
  return assembleSection(known, date, method, sectors, featuresOf);
}

/**
 * Assembles a day's cross-section from the market's facts and from features that were computed before.
 *
 * @throws UserError where D is no session, NobodyScored where no stock can be scored on it
 */
export function assembleSection(
  known: KnownFacts,
  date: IsoDate,
  method: Method,
  sectors: Sectors,
  featuresOf: FeaturesOf,
): DayInputs {
  const day = dayOf(date);
  const today = sessionOrdinal(known.market.sessions, day, date);
  const notScored: NotScoredStock[] = [];
  const stocks: StockInputs[] = [];
  const deriving = derivingOf(known, method);
  for (const company of known.companies) {
    const inputs = stockInputs(known, company, day, sectors, featuresOf, deriving);
    if ('code' in inputs) notScored.push(inputs);
    else stocks.push(inputs);
  }
  if (stocks.length === 0) {
    throw new NobodyScored(
      `No stock can be scored on ${date}: expected companies with a sector group and a bar in the last ` +
        `${UNIVERSE_SESSIONS} sessions, got ${known.companies.length} companies without. ` +
        (notScored.length > 0
          ? `The first: ${notScored[0].ticker}, ${notScored[0].reason}.`
          : 'Add companies.csv with the companies that the prices are of.'),
    );
  }
  const { parameters } = method;
  const section = columnsOf(stocks, date, day, indexReturns(HORIZONS, known.market, method, today));
  return {
    section: {
      ...section,
      ...(deriving.readsYields && {
        yields: columnsOfStocks(stocks, YIELDS, ({ yields }) => yields),
      }),
      ...(deriving.hasZeroRules && { ruledZero: ruledZeroOf(stocks) }),
      ...(featuresReadBy(parameters) === FEATURES && {
        earlierIndexReturn: indexReturns(EARLIER_HORIZONS, known.market, method, today),
      }),
    },
    notScored,
  };
}

/** How a method derives the inputs of a stock. */
interface Deriving {
  readonly derived: DerivedFacts;
  readonly readsYields: boolean;
  readonly hasZeroRules: boolean;
  readonly pledgeCarriedQuarters: number;
}

function derivingOf(known: KnownFacts, { parameters }: Method): Deriving {
  const { derivations } = parameters;
  return {
    derived: known.derivedBy(parameters),
    readsYields: readsYields(parameters),
    hasZeroRules: derivations?.zero_rules ?? false,
    pledgeCarriedQuarters: derivations?.pledge_carried_quarters ?? 0,
  };
}

function sessionOrdinal(sessions: Sessions, day: Day, date: string): number {
  if (day !== day) throw new UserError(`Expected a date such as 2024-10-08, got "${shown(date)}".`);
  const ordinal = sessions.ordinalOf(day);
  if (ordinal !== -1) return ordinal;
  const before = sessions.before(day);
  throw new UserError(
    `Expected a session of the exchange, but ${date} is none. ` +
      (before === null ? 'The calendar knows no session before it.' : `The session before it is ${before}.`),
  );
}

/**
 * Returns which of a company's tickers is scored on a day: of those that are traded one of NSE, of these the one with the
 * newest bar, and of these the first one.
 *
 * @param listings ascending; undefined: the company has one ticker
 * @returns null where the company has one ticker
 */
function scoredListing(listings: readonly Ticker[] | undefined, featuresOf: FeaturesOf): Ticker | null {
  if (listings === undefined) return null;
  const ranked = listings.map((ticker) => {
    const features = featuresOf(ticker);
    const isTraded = 'values' in features;
    const bar = isTraded ? -features.age : (features.lastBar ?? -Infinity);
    return { ticker, isTraded, isOfNse: ticker.endsWith('.NS'), bar };
  });
  const [first] = ranked.sort(
    (a, b) =>
      Number(b.isTraded) - Number(a.isTraded) ||
      Number(b.isOfNse) - Number(a.isOfNse) ||
      // Without a bar, both are -Infinity.
      (a.bar === b.bar ? 0 : b.bar - a.bar),
  );
  return first.ticker;
}

/** The inputs of one stock: one row of the cross-section. */
interface StockInputs {
  readonly ticker: Ticker;
  readonly sector: string;
  readonly features: ArrayLike<number>;
  readonly fundamentals: readonly number[];
  /** In the order of YIELDS; none where the method reads none. */
  readonly yields: readonly number[];
  readonly ruledZero: ReadonlySet<ZeroRuled>;
  readonly ownership: readonly number[];
  readonly events: EventDistances;
  readonly age: { readonly prices: number; readonly fundamentals: number; readonly ownership: number };
  readonly secondary: { readonly prices: number; readonly fundamentals: number; readonly ownership: number };
}

/**
 * Returns the companies that get no score on a day, and why, ascending by ticker.
 *
 * @param day a session
 * @param lastBarOf returns the day of a stock's last bar up to the day; null where it has none
 */
export function notScoredOn(
  known: KnownFacts,
  day: Day,
  sectors: Sectors,
  lastBarOf: (ticker: Ticker) => Day | null,
): readonly NotScoredStock[] {
  const { sessions } = known.market;
  const featuresOf: FeaturesOf = (ticker) => {
    const lastBar = lastBarOf(ticker);
    const age = lastBar === null ? NaN : sessions.countUpTo(day) - sessions.countUpTo(lastBar);
    return age < UNIVERSE_SESSIONS ? { values: [], age, secondary: 0 } : { lastBar };
  };
  return known.companies.flatMap((company) => {
    const place = placeOf(known, company, day, sectors, featuresOf);
    return 'code' in place ? [place] : [];
  });
}

/** Returns the sector group and the features of a company, or why it is not scored. */
function placeOf(
  known: KnownFacts,
  company: Company,
  day: Day,
  sectors: Sectors,
  featuresOf: FeaturesOf,
): { readonly group: string; readonly features: KnownFeatures } | NotScoredStock {
  const { ticker } = company;
  const scored = scoredListing(known.listings(ticker), featuresOf);
  if (scored !== null && scored !== ticker) {
    return { ticker, code: 'OTHER_LISTING', reason: `listing of ${scored}` };
  }
  const sector = known.classified(company, day, sectors);
  if ('reason' in sector) return { ticker, code: 'NO_SECTOR_GROUP', reason: sector.reason };
  const features = featuresOf(ticker);
  if ('lastBar' in features) {
    if (features.lastBar === null) return { ticker, code: 'NO_BARS', reason: 'no bar on or before the day' };
    const reason = `no bar in the last ${UNIVERSE_SESSIONS} sessions: the last one is of ${isoOf(features.lastBar)}`;
    return { ticker, code: 'NOT_TRADED', reason };
  }
  return { group: sector.group, features };
}

/** Returns the inputs of one stock, or why it is not scored. */
function stockInputs(
  known: KnownFacts,
  company: Company,
  day: Day,
  sectors: Sectors,
  featuresOf: FeaturesOf,
  { derived, readsYields, pledgeCarriedQuarters }: Deriving,
): StockInputs | NotScoredStock {
  const place = placeOf(known, company, day, sectors, featuresOf);
  if ('code' in place) return place;
  const { ticker } = company;
  const { market } = known;
  const { group, features } = place;
  const close = features.values[CLOSE];
  const fundamentals = derived.fundamentals(ticker).on(day);
  const shareholding = shareholdingAsOf(market.shareholding.get(ticker) ?? [], day, pledgeCarriedQuarters);
  const daysSince = (fact: { readonly publishedOn: Day } | null | undefined) =>
    fact ? day - fact.publishedOn : NaN;
  const isSecondary = (source: Source | undefined) =>
    source === undefined ? NaN : source === 'SECONDARY' ? 1 : 0;
  return {
    ticker,
    sector: group,
    features: features.values,
    fundamentals: fundamentals === null ? NO_FUNDAMENTALS : metricsAt(fundamentals, close),
    yields: readsYields ? yieldValues(yieldsAt(derived.yields(ticker).on(day), close)) : [],
    ruledZero: fundamentals?.ruledZero ?? NO_RULE,
    ownership: OWNERSHIP.map((name) => shareholding?.values[name] ?? NaN),
    events: eventDistances(market.events.get(ticker) ?? [], day),
    age: {
      prices: features.age,
      fundamentals: daysSince(fundamentals?.row),
      ownership: daysSince(shareholding),
    },
    secondary: {
      prices: features.secondary,
      fundamentals: isSecondary(fundamentals?.row.source),
      ownership: isSecondary(shareholding?.source),
    },
  };
}

const NO_RULE: ReadonlySet<ZeroRuled> = new Set();

/** Returns yields in the order of YIELDS. */
const yieldValues = ({ earningsYield, bookYield, assetGrowth }: Yields): readonly number[] => [
  earningsYield,
  bookYield,
  assetGrowth,
];

function ruledZeroOf(stocks: readonly StockInputs[]): Readonly<Record<ZeroRuled, Uint8Array>> {
  const column = (name: ZeroRuled) =>
    Uint8Array.from(stocks, ({ ruledZero }) => (ruledZero.has(name) ? 1 : 0));
  return Object.fromEntries(ZERO_RULED.map((name) => [name, column(name)])) as Record<ZeroRuled, Uint8Array>;
}

/** Computes a stock's features on D from its bars. */
function featuresFromBars(market: Market, ticker: Ticker, day: Day, today: number, method: Method) {
  const traded = market.bars.get(ticker);
  const count = traded === undefined ? 0 : countAtOrBelow(traded.day, day);
  if (traded === undefined || count === 0) return { lastBar: null };
  const lastBar = traded.day[count - 1];
  const age = today + 1 - market.sessions.countUpTo(lastBar);
  if (age >= UNIVERSE_SESSIONS) return { lastBar };
  const actions = market.pricesAdjusted ? [] : (market.actions.get(ticker) ?? []);
  const bars = barsAsOf(traded, actions, market.sessions, day);
  const values = featuresAt(barSeries(bars, count - 1), count - 1, today, method.parameters.features);
  return { values, age, secondary: traded.secondary[count - 1] };
}

/** Returns the index's return over some horizons, from its bars on the sessions between which they lie. */
function indexReturns<Name extends AnyHorizon>(
  horizons: readonly Name[],
  { sessions, indices }: MarketFacts,
  method: Method,
  today: number,
): Record<Name, number> {
  const { index } = method.parameters.market_return;
  const bars = index === null ? undefined : indices.get(indexNameOf(index));
  const closeAt = (ordinal: number): number => {
    if (bars === undefined || ordinal < 0) return NaN;
    const day = sessions.days[ordinal];
    const count = countAtOrBelow(bars.day, day);
    return count > 0 && bars.day[count - 1] === day ? bars.close[count - 1] : NaN;
  };
  return Object.fromEntries(
    horizons.map((horizon) => {
      const { from, to } = SESSIONS_OF[horizon];
      return [horizon, closeAt(today - to) / closeAt(today - from) - 1];
    }),
  ) as Record<Name, number>;
}

function columnsOf(
  stocks: readonly StockInputs[],
  date: IsoDate,
  day: Day,
  indexReturn: CrossSection['indexReturn'],
): CrossSection {
  const sectors = [...new Set(stocks.map(({ sector }) => sector))].sort();
  const ordinal = new Map(sectors.map((sector, g) => [sector, g]));
  const column = (of: (stock: StockInputs) => number) => columnOfStocks(stocks, of);
  const columns = <Name extends string>(
    names: readonly Name[],
    of: (stock: StockInputs) => ArrayLike<number>,
  ) => columnsOfStocks(stocks, names, of);
  return {
    date,
    day,
    tickers: stocks.map(({ ticker }) => ticker),
    sectors,
    sectorOf: Int32Array.from(stocks, ({ sector }) => ordinal.get(sector) ?? -1),
    features: columns(FEATURES, ({ features }) => features),
    fundamentals: columns(FUNDAMENTALS, ({ fundamentals }) => fundamentals),
    ownership: columns(OWNERSHIP, ({ ownership }) => ownership),
    events: {
      meeting: column(({ events }) => events.meeting),
      auditor: column(({ events }) => events.auditor),
      board: column(({ events }) => events.board),
    },
    meetingSide: column(({ events }) => events.meetingSide),
    age: {
      prices: column(({ age }) => age.prices),
      fundamentals: column(({ age }) => age.fundamentals),
      ownership: column(({ age }) => age.ownership),
    },
    secondary: {
      prices: column(({ secondary }) => secondary.prices),
      fundamentals: column(({ secondary }) => secondary.fundamentals),
      ownership: column(({ secondary }) => secondary.ownership),
    },
    indexReturn,
  };
}

function columnOfStocks(stocks: readonly StockInputs[], of: (stock: StockInputs) => number): Float64Array {
  return filled(new Float64Array(stocks.length), (i) => of(stocks[i]));
}

function columnsOfStocks<Name extends string>(
  stocks: readonly StockInputs[],
  names: readonly Name[],
  of: (stock: StockInputs) => ArrayLike<number>,
): Record<Name, Float64Array> {
  const columns = names.map((name, k) => [name, columnOfStocks(stocks, (stock) => of(stock)[k])] as const);
  return Object.fromEntries(columns) as Record<Name, Float64Array>;
}
