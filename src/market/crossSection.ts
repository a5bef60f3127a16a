import type { CrossSection } from '../scoring/crossSection.js';
import { barSeries, featuresAt } from '../scoring/features.js';
import type { Method } from '../scoring/method.js';
import {
  FEATURES,
  FUNDAMENTALS,
  HOLDINGS,
  HORIZONS,
  type Day,
  type Horizon,
  type IsoDate,
  type Ticker,
} from '../scoring/names.js';
import { countAtOrBelow } from '../scoring/statistics.js';
import { UserError } from '../userError.js';
import { barsAsOf } from './adjustment.js';
import { dayOf, isoOf } from './day.js';
import { eventDistances } from './events.js';
import type { Company, Market, Source } from './facts.js';
import { fundamentalsAsOf } from './fundamentals.js';
import { holdingsAsOf } from './holdings.js';
import type { Sectors } from './sectors.js';

/** A stock without a bar in this many sessions up to D is not traded, and gets no score. */
const UNIVERSE_SESSIONS = 10;
const SESSIONS_OF: Readonly<Record<Horizon, number>> = { ret_21d: 21, ret_63d: 63, ret_126d: 126 };

/** A day's universe, and why every other company is not in it. */
export interface DayInputs {
  readonly section: CrossSection;
  /** Ascending by ticker. */
  readonly notScored: readonly { readonly ticker: Ticker; readonly reason: string }[];
}

/**
 * What was known of a market at the close of D (method §1): bars, fundamentals, shareholding and events up to
 * D, prices adjusted for the actions up to D.
 *
 * @throws UserError where D is no session, or no stock can be scored on it
 */
export function crossSectionAsOf(market: Market, date: IsoDate, method: Method, sectors: Sectors): DayInputs {
  const day = dayOf(date);
  const today = sessionOrdinal(market, day, date);
  const notScored: { ticker: Ticker; reason: string }[] = [];
  const stocks: StockInputs[] = [];
  const companies = [...market.companies.values()].sort((a, b) => (a.ticker < b.ticker ? -1 : 1));
  for (const company of companies) {
    const inputs = stockInputs(market, company, day, today, method, sectors);
    if (typeof inputs === 'string') notScored.push({ ticker: company.ticker, reason: inputs });
    else stocks.push(inputs);
  }
  if (stocks.length === 0) {
    throw new UserError(
      `No stock can be scored on ${date}: expected companies with a sector group and a bar in the last ` +
        `${UNIVERSE_SESSIONS} sessions, came ${companies.length} companies without. ` +
        (notScored.length > 0
          ? `The first: ${notScored[0].ticker}, ${notScored[0].reason}.`
          : 'Add companies.csv with the companies that the prices are of.'),
    );
  }
  return { section: columnsOf(stocks, date, day, indexReturns(market, method, today)), notScored };
}

function sessionOrdinal({ sessions }: Market, day: Day, date: string): number {
  if (day !== day) throw new UserError(`Expected a date such as 2024-10-08, came "${date}".`);
  const ordinal = sessions.ordinalOf(day);
  if (ordinal !== -1) return ordinal;
  const before = sessions.before(day);
  throw new UserError(
    `Expected a session of the exchange, but ${date} is none. ` +
      (before === null ? 'The calendar knows no session before it.' : `The session before it is ${before}.`),
  );
}

/** Everything of one stock, as one row of the cross-section. */
interface StockInputs {
  readonly ticker: Ticker;
  readonly sector: string;
  readonly features: Float64Array;
  readonly fundamentals: readonly number[];
  readonly holdings: readonly number[];
  readonly events: { readonly meeting: number; readonly auditor: number; readonly board: number };
  readonly age: { readonly prices: number; readonly fundamentals: number; readonly ownership: number };
  readonly secondary: { readonly prices: number; readonly fundamentals: number; readonly ownership: number };
}

/** One stock's inputs, or why it is not in the universe. */
function stockInputs(
  market: Market,
  company: Company,
  day: Day,
  today: number,
  method: Method,
  sectors: Sectors,
): StockInputs | string {
  const { ticker } = company;
  const sector = sectors.groupOf(company);
  if ('reason' in sector) return sector.reason;
  const traded = market.bars.get(ticker);
  const count = traded === undefined ? 0 : countAtOrBelow(traded.day, day);
  if (traded === undefined || count === 0) return 'no bar on or before the day';
  const lastDay = traded.day[count - 1];
  const age = today + 1 - market.sessions.countUpTo(lastDay);
  if (age >= UNIVERSE_SESSIONS) {
    return `no bar in the last ${UNIVERSE_SESSIONS} sessions: the last one is of ${isoOf(lastDay)}`;
  }

  const actions = market.pricesAdjusted ? [] : (market.actions.get(ticker) ?? []);
  const bars = barsAsOf(traded, actions, market.sessions, day);
  const features = featuresAt(barSeries(bars, count - 1), count - 1, today, method.parameters.features);
  const fundamentals = fundamentalsAsOf(
    market.fundamentals.get(ticker) ?? [],
    market.figures.get(ticker) ?? [],
    day,
    bars.close[count - 1],
  );
  const holdings = holdingsAsOf(market.shareholding.get(ticker) ?? [], day);
  const daysSince = (known: { readonly publishedOn: Day } | null) => (known ? day - known.publishedOn : NaN);
  const isSecondary = (source: Source | undefined) =>
    source === undefined ? NaN : source === 'SECONDARY' ? 1 : 0;
  return {
    ticker,
    sector: sector.group,
    features,
    fundamentals: FUNDAMENTALS.map((name) => fundamentals?.values[name] ?? NaN),
    holdings: HOLDINGS.map((name) => holdings?.values[name] ?? NaN),
    events: eventDistances(market.events.get(ticker) ?? [], day),
    age: { prices: age, fundamentals: daysSince(fundamentals), ownership: daysSince(holdings) },
    secondary: {
      prices: isSecondary(market.pricesSource),
      fundamentals: isSecondary(fundamentals?.source),
      ownership: isSecondary(holdings?.source),
    },
  };
}

/** The index's return over each horizon, from its bars at D and h sessions before D. */
function indexReturns({ sessions, indices }: Market, method: Method, today: number): Record<Horizon, number> {
  const { index } = method.parameters.market_return;
  const bars = index === null ? undefined : indices.get(index);
  const closeAt = (ordinal: number): number => {
    if (bars === undefined || ordinal < 0) return NaN;
    const day = sessions.days[ordinal];
    const count = countAtOrBelow(bars.day, day);
    return count > 0 && bars.day[count - 1] === day ? bars.close[count - 1] : NaN;
  };
  return Object.fromEntries(
    HORIZONS.map((horizon) => [horizon, closeAt(today) / closeAt(today - SESSIONS_OF[horizon]) - 1]),
  ) as Record<Horizon, number>;
}

function columnsOf(
  stocks: readonly StockInputs[],
  date: IsoDate,
  day: Day,
  indexReturn: Record<Horizon, number>,
): CrossSection {
  const sectors = [...new Set(stocks.map(({ sector }) => sector))].sort();
  const ordinal = new Map(sectors.map((sector, g) => [sector, g]));
  const column = (of: (stock: StockInputs) => number) => Float64Array.from(stocks, of);
  const columns = <Name extends string>(
    names: readonly Name[],
    of: (stock: StockInputs) => ArrayLike<number>,
  ) =>
    Object.fromEntries(names.map((name, k) => [name, column((stock) => of(stock)[k])])) as Record<
      Name,
      Float64Array
    >;
  return {
    date,
    day,
    tickers: stocks.map(({ ticker }) => ticker),
    sectors,
    sectorOf: Int32Array.from(stocks, ({ sector }) => ordinal.get(sector) ?? -1),
    features: columns(FEATURES, ({ features }) => features),
    fundamentals: columns(FUNDAMENTALS, ({ fundamentals }) => fundamentals),
    ownership: columns(HOLDINGS, ({ holdings }) => holdings),
    events: {
      meeting: column(({ events }) => events.meeting),
      auditor: column(({ events }) => events.auditor),
      board: column(({ events }) => events.board),
    },
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
