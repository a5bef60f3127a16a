/** One table per file of the import folder, but prices: how a fact is laid out in its row. */
import { FUNDAMENTALS, type Day, type FundamentalName, type Ticker } from '../../scoring/names.js';
import type { CalendarEntry } from '../calendar.js';
import type {
  Action,
  Company,
  CompanyEvent,
  Figure,
  FundamentalsRow,
  Period,
  Shareholding,
  Source,
  StatementMetric,
} from '../facts.js';
import type { IndexBar } from '../imports/formats.js';

/** A field as written and read; NaN is null in numbers. */
export type Cell = number | string | boolean;
export type CellType = 'int4' | 'date' | 'numeric' | 'text' | 'bool';

/** Tickers are stored as numbers. */
export interface StockIds {
  readonly idOf: (ticker: Ticker) => number;
  readonly tickerOf: (id: number) => Ticker;
}

export interface FactTable<Fact> {
  readonly table: string;
  /** In the order of the cells; the first `keys` of them are the fact's key. */
  readonly columns: readonly (readonly [name: string, type: CellType])[];
  readonly keys: number;
  readonly cells: (fact: Fact, stocks: StockIds) => readonly Cell[];
  readonly fact: (cells: readonly Cell[], stocks: StockIds) => Fact;
  /** The first day whose scores a fact may change; -Infinity: all. */
  readonly touches: (fact: Fact) => Day;
}

export const companiesTable: FactTable<Company> = {
  table: 'companies',
  columns: [
    ['stock_id', 'int4'],
    ['name', 'text'],
    ['isin', 'text'],
    ['industry', 'text'],
    ['sector_group', 'text'],
  ],
  keys: 1,
  cells: ({ ticker, name, isin, industry, sectorGroup }, { idOf }) => [
    idOf(ticker),
    name,
    isin,
    industry,
    sectorGroup,
  ],
  fact: ([id, name, isin, industry, sectorGroup], { tickerOf }) => ({
    ticker: tickerOf(id as number),
    name: name as string,
    isin: isin as string,
    industry: industry as string,
    sectorGroup: sectorGroup as string,
  }),
  touches: () => -Infinity,
};

/** A day of the calendar as shipped with the program, or as imported, which replaces it. */
export type StoredCalendarEntry = CalendarEntry & { readonly shipped: boolean };

export const calendarTable: FactTable<StoredCalendarEntry> = {
  table: 'calendar_days',
  columns: [
    ['day', 'date'],
    ['shipped', 'bool'],
    ['kind', 'text'],
    ['name', 'text'],
  ],
  keys: 2,
  cells: ({ day, shipped, kind, name }) => [day, shipped, kind, name],
  fact: ([day, shipped, kind, name]) => ({
    day: day as Day,
    shipped: shipped as boolean,
    kind: kind as CalendarEntry['kind'],
    name: name as string,
  }),
  touches: ({ day }) => day,
};

export const actionsTable: FactTable<Action> = {
  table: 'actions',
  columns: [
    ['stock_id', 'int4'],
    ['ex_date', 'date'],
    ['kind', 'text'],
    ['new_shares', 'numeric'],
    ['old_shares', 'numeric'],
  ],
  keys: 3,
  cells: ({ ticker, exDate, kind, newShares, oldShares }, { idOf }) => [
    idOf(ticker),
    exDate,
    kind,
    newShares,
    oldShares,
  ],
  fact: ([id, exDate, kind, newShares, oldShares], { tickerOf }) => ({
    ticker: tickerOf(id as number),
    exDate: exDate as Day,
    kind: kind as Action['kind'],
    newShares: newShares as number,
    oldShares: oldShares as number,
  }),
  touches: ({ exDate }) => exDate,
};

export const indexBarsTable: FactTable<IndexBar> = {
  table: 'index_bars',
  columns: [
    ['index_name', 'text'],
    ['day', 'date'],
    ['open', 'numeric'],
    ['high', 'numeric'],
    ['low', 'numeric'],
    ['close', 'numeric'],
  ],
  keys: 2,
  cells: ({ index, day, open, high, low, close }) => [index, day, open, high, low, close],
  fact: ([index, day, open, high, low, close]) => ({
    index: index as string,
    day: day as Day,
    open: open as number,
    high: high as number,
    low: low as number,
    close: close as number,
  }),
  touches: ({ day }) => day,
};

export const fundamentalsTable: FactTable<FundamentalsRow> = {
  table: 'fundamentals',
  columns: [
    ['stock_id', 'int4'],
    ['period_end', 'date'],
    ['published_on', 'date'],
    ['source', 'text'],
    ...FUNDAMENTALS.map((name) => [name, 'numeric'] as const),
  ],
  keys: 3,
  cells: ({ ticker, periodEnd, publishedOn, source, values }, { idOf }) => [
    idOf(ticker),
    periodEnd,
    publishedOn,
    source,
    ...FUNDAMENTALS.map((name) => values[name]),
  ],
  fact: ([id, periodEnd, publishedOn, source, ...values], { tickerOf }) => ({
    ticker: tickerOf(id as number),
    periodEnd: periodEnd as Day,
    publishedOn: publishedOn as Day,
    source: source as Source,
    values: Object.fromEntries(FUNDAMENTALS.map((name, k) => [name, values[k]])) as Record<
      FundamentalName,
      number
    >,
  }),
  touches: ({ publishedOn }) => publishedOn,
};

export const statementsTable: FactTable<Figure> = {
  table: 'statements',
  columns: [
    ['stock_id', 'int4'],
    ['period_end', 'date'],
    ['period', 'text'],
    ['metric', 'text'],
    ['published_on', 'date'],
    ['source', 'text'],
    ['value', 'numeric'],
  ],
  keys: 5,
  cells: ({ ticker, periodEnd, period, metric, publishedOn, source, value }, { idOf }) => [
    idOf(ticker),
    periodEnd,
    period,
    metric,
    publishedOn,
    source,
    value,
  ],
  fact: ([id, periodEnd, period, metric, publishedOn, source, value], { tickerOf }) => ({
    ticker: tickerOf(id as number),
    periodEnd: periodEnd as Day,
    period: period as Period,
    metric: metric as StatementMetric,
    publishedOn: publishedOn as Day,
    source: source as Source,
    value: value as number,
  }),
  touches: ({ publishedOn }) => publishedOn,
};

export const shareholdingTable: FactTable<Shareholding> = {
  table: 'shareholding',
  columns: [
    ['stock_id', 'int4'],
    ['quarter_end', 'date'],
    ['published_on', 'date'],
    ['source', 'text'],
    ['promoter_pct', 'numeric'],
    ['pledged_pct', 'numeric'],
    ['fii_pct', 'numeric'],
    ['dii_pct', 'numeric'],
  ],
  keys: 3,
  cells: (row, { idOf }) => [
    idOf(row.ticker),
    row.quarterEnd,
    row.publishedOn,
    row.source,
    row.promoterPct,
    row.pledgedPct,
    row.fiiPct,
    row.diiPct,
  ],
  fact: ([id, quarterEnd, publishedOn, source, ...percents], { tickerOf }) => {
    const [promoterPct, pledgedPct, fiiPct, diiPct] = percents as number[];
    return {
      ticker: tickerOf(id as number),
      quarterEnd: quarterEnd as Day,
      publishedOn: publishedOn as Day,
      source: source as Source,
      promoterPct,
      pledgedPct,
      fiiPct,
      diiPct,
    };
  },
  touches: ({ publishedOn }) => publishedOn,
};

export const companyEventsTable: FactTable<CompanyEvent> = {
  table: 'company_events',
  columns: [
    ['stock_id', 'int4'],
    ['day', 'date'],
    ['kind', 'text'],
    ['announced_on', 'date'],
    ['detail', 'text'],
  ],
  keys: 3,
  cells: ({ ticker, day, kind, announcedOn, detail }, { idOf }) => [
    idOf(ticker),
    day,
    kind,
    announcedOn,
    detail,
  ],
  fact: ([id, day, kind, announcedOn, detail], { tickerOf }) => ({
    ticker: tickerOf(id as number),
    day: day as Day,
    kind: kind as CompanyEvent['kind'],
    announcedOn: announcedOn as Day,
    detail: detail as string,
  }),
  touches: ({ announcedOn }) => announcedOn,
};
