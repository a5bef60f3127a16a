/** A simple model of what the store should hold: of each key, the last value that was imported. */
import { TradingCalendar, type CalendarEntry } from '../../../src/market/calendar.js';
import { isoOf } from '../../../src/market/day.js';
import type {
  Action,
  Company,
  CompanyEvent,
  Figure,
  FundamentalsRow,
  IndexBar,
  IndexBars,
  Shareholding,
  TradedBars,
} from '../../../src/market/facts.js';
import { groupFacts } from '../../../src/market/groupFacts.js';
import { byTicker, groupBy } from '../../../src/market/grouping.js';
import { isinsOf } from '../../../src/market/isins.js';
import { nseCalendar } from '../../../src/market/imports/nseCalendar.js';
import type { GroupedFacts, Market } from '../../../src/market/market.js';
import { FUNDAMENTALS, type Day, type Ticker } from '../../../src/scoring/names.js';
import { csv, HEADER, type Files, type Name } from './folder.js';

export interface Bar {
  readonly ticker: Ticker;
  readonly day: Day;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** NaN: not given. */
  readonly value: number;
}

/** The facts of one import folder. A file without facts is left out. */
export interface Given {
  readonly holidays?: readonly CalendarEntry[];
  readonly companies?: readonly Company[];
  readonly actions?: readonly Action[];
  readonly prices?: readonly Bar[];
  readonly indices?: readonly IndexBar[];
  readonly fundamentals?: readonly FundamentalsRow[];
  readonly statements?: readonly Figure[];
  readonly shareholding?: readonly Shareholding[];
  readonly events?: readonly CompanyEvent[];
  /** Of the prices. */
  readonly isSecondary?: boolean;
}

const field = (value: number | string): string =>
  typeof value === 'string' ? value : value !== value ? '' : String(value);
const row = (...values: readonly (number | string)[]): string => values.map(field).join(',');

/** All columns of the files whose rows mostly leave some out. */
const COLUMNS: Readonly<Record<string, string>> = {
  companies: 'ticker,name,isin,industry,basic_industry,sector_group',
  actions: 'ticker,ex_date,kind,new_shares,old_shares,price,factor',
  statements: 'ticker,period_end,period,metric,value,published_on,source,months,basis,adjusted_to',
};

export function filesOf(given: Given): Files {
  const { holidays = [], companies = [], actions = [], prices = [], indices = [] } = given;
  const { fundamentals = [], statements = [], shareholding = [], events = [] } = given;
  const file = (name: Name, rows: readonly string[]) =>
    rows.length === 0 ? {} : { [`${name}.csv`]: csv(COLUMNS[name] ?? HEADER[name], ...rows) };
  return {
    ...file(
      'holidays',
      holidays.map(({ day, kind, name }) => row(isoOf(day), kind, name)),
    ),
    ...file(
      'companies',
      companies.map((c) => row(c.ticker, c.name, c.isin, c.industry, c.basicIndustry, c.sectorGroup)),
    ),
    ...file(
      'actions',
      actions.map((a) => row(a.ticker, isoOf(a.exDate), a.kind, a.newShares, a.oldShares, a.price, a.factor)),
    ),
    ...file(
      'prices',
      prices.map((b) => row(b.ticker, isoOf(b.day), b.open, b.high, b.low, b.close, b.volume, b.value)),
    ),
    ...file(
      'indices',
      indices.map((b) => row(b.index, isoOf(b.day), b.open, b.high, b.low, b.close)),
    ),
    ...file(
      'fundamentals',
      fundamentals.map((f) =>
        row(
          f.ticker,
          isoOf(f.periodEnd),
          isoOf(f.publishedOn),
          f.source,
          ...FUNDAMENTALS.map((name) => f.values[name]),
        ),
      ),
    ),
    ...file(
      'statements',
      statements.map((s) =>
        row(
          s.ticker,
          isoOf(s.periodEnd),
          s.period,
          s.metric,
          s.value,
          isoOf(s.publishedOn),
          s.source,
          s.months,
          s.basis,
          s.adjustedTo === s.adjustedTo ? isoOf(s.adjustedTo) : NaN,
        ),
      ),
    ),
    ...file(
      'shareholding',
      shareholding.map((s) =>
        row(
          s.ticker,
          isoOf(s.quarterEnd),
          s.promoterPct,
          isoOf(s.publishedOn),
          s.source,
          s.pledgedPct,
          s.fiiPct,
          s.diiPct,
        ),
      ),
    ),
    ...file(
      'events',
      events.map((e) => row(e.ticker, isoOf(e.day), e.kind, isoOf(e.announcedOn), e.detail)),
    ),
  };
}

/** The last fact of each key. */
class Latest<Fact> {
  readonly #facts = new Map<string, Fact>();

  constructor(private readonly keyOf: (fact: Fact) => string) {}

  take(facts: readonly Fact[] = []): void {
    for (const fact of facts) this.#facts.set(this.keyOf(fact), fact);
  }

  get all(): Fact[] {
    return [...this.#facts.values()];
  }
}

type StoredBar = Bar & { readonly secondary: number };

export class MarketModel {
  readonly #facts = {
    'holidays.csv': new Latest<CalendarEntry>(({ day }) => `${day}`),
    'companies.csv': new Latest<Company>(({ ticker }) => ticker),
    'actions.csv': new Latest<Action>((a) => `${a.ticker} ${a.exDate} ${a.kind}`),
    'prices.csv': new Latest<StoredBar>(({ ticker, day }) => `${ticker} ${day}`),
    'indices.csv': new Latest<IndexBar>(({ index, day }) => `${index} ${day}`),
    'fundamentals.csv': new Latest<FundamentalsRow>((f) => `${f.ticker} ${f.periodEnd} ${f.publishedOn}`),
    'statements.csv': new Latest<Figure>(
      (s) => `${s.ticker} ${s.periodEnd} ${s.period} ${s.months} ${s.basis} ${s.metric} ${s.publishedOn}`,
    ),
    'shareholding.csv': new Latest<Shareholding>((s) => `${s.ticker} ${s.quarterEnd} ${s.publishedOn}`),
    'events.csv': new Latest<CompanyEvent>((e) => `${e.ticker} ${e.day} ${e.kind}`),
  };

  /** Every row of companies.csv that was ever given: their ISINs stay known. */
  readonly #companies: Company[] = [];

  private constructor(
    private readonly shipped: readonly CalendarEntry[],
    private readonly nothing: GroupedFacts,
  ) {}

  static async empty(): Promise<MarketModel> {
    return new MarketModel(await nseCalendar(), await groupFacts((dataset) => dataset.group([])));
  }

  /** Takes the facts of one file. */
  take(file: string, given: Given): void {
    switch (file) {
      case 'holidays.csv':
        return this.#facts[file].take(given.holidays);
      case 'companies.csv':
        this.#companies.push(...(given.companies ?? []));
        return this.#facts[file].take(given.companies);
      case 'actions.csv':
        return this.#facts[file].take(given.actions);
      case 'prices.csv': {
        const secondary = given.isSecondary === true ? 1 : 0;
        return this.#facts[file].take(given.prices?.map((bar) => ({ ...bar, secondary })));
      }
      case 'indices.csv':
        return this.#facts[file].take(given.indices);
      case 'fundamentals.csv':
        return this.#facts[file].take(given.fundamentals);
      case 'statements.csv':
        return this.#facts[file].take(given.statements);
      case 'shareholding.csv':
        return this.#facts[file].take(given.shareholding);
      case 'events.csv':
        return this.#facts[file].take(given.events);
      default:
        throw new Error(`${file} is no file of the import format`);
    }
  }

  /** Returns the calendar as it is once some entries are added. */
  calendarWith(entries: readonly CalendarEntry[] = []): TradingCalendar {
    return new TradingCalendar([...this.shipped, ...this.#facts['holidays.csv'].all, ...entries]);
  }

  market(): Market {
    const facts = this.#facts;
    const bars = facts['prices.csv'].all;
    return {
      ...this.nothing,
      companies: new Map(facts['companies.csv'].all.map((company) => [company.ticker, company])),
      sessions: this.calendarWith().sessions(bars.map(({ day }) => day)),
      bars: new Map(
        [...groupBy(bars, ({ ticker }) => ticker)].map(([ticker, list]) => [ticker, columns(list)]),
      ),
      indices: indexBars(facts['indices.csv'].all),
      actions: byTicker(facts['actions.csv'].all),
      fundamentals: byTicker(facts['fundamentals.csv'].all),
      statements: byTicker(facts['statements.csv'].all),
      shareholding: byTicker(facts['shareholding.csv'].all),
      events: byTicker(facts['events.csv'].all),
      isins: isinsOf(this.#companies),
      pricesAdjusted: false,
    };
  }
}

/** Groups bars by their index, ascending by day. */
function indexBars(bars: readonly IndexBar[]): Map<string, IndexBars> {
  const groups = [...groupBy(bars, ({ index }) => index)];
  return new Map(
    groups.map(([index, group]) => {
      const ascending = group.toSorted((a, b) => a.day - b.day);
      const day = Int32Array.from(ascending, (bar) => bar.day);
      return [index, { day, close: Float64Array.from(ascending, (bar) => bar.close) }];
    }),
  );
}

function columns(bars: readonly StoredBar[]): TradedBars {
  const ascending = [...bars].sort((a, b) => a.day - b.day);
  const numbers = (name: 'open' | 'high' | 'low' | 'close' | 'volume' | 'value') =>
    Float64Array.from(ascending, (bar) => bar[name]);
  return {
    day: Int32Array.from(ascending, ({ day }) => day),
    open: numbers('open'),
    high: numbers('high'),
    low: numbers('low'),
    close: numbers('close'),
    volume: numbers('volume'),
    value: numbers('value'),
    secondary: Uint8Array.from(ascending, ({ secondary }) => secondary),
    series: new Uint8Array(ascending.length),
  };
}

/** Returns a market for toStrictEqual: its lists are sorted, and its sessions are plain days. */
export function comparable(market: Market) {
  return {
    companies: market.companies,
    sessions: market.sessions.days,
    bars: market.bars,
    indices: market.indices,
    actions: inOrder(market.actions),
    fundamentals: inOrder(market.fundamentals),
    statements: inOrder(market.statements),
    shareholding: inOrder(market.shareholding),
    events: inOrder(market.events),
    isins: market.isins,
    pricesAdjusted: market.pricesAdjusted,
  };
}

/** Sorts lists by the JSON of their facts. It writes NaN as null, which does for an order. */
const inOrder = <Fact>(lists: ReadonlyMap<Ticker, readonly Fact[]>) =>
  new Map(
    [...lists].map(([ticker, facts]) => [
      ticker,
      [...facts].sort((a, b) => (sortText(a) < sortText(b) ? -1 : 1)),
    ]),
  );

const sortText = (fact: unknown): string =>
  JSON.stringify(Object.entries(fact as object).sort(([a], [b]) => (a < b ? -1 : 1)));
