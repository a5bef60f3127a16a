/** One format per file of the import folder, but prices: what its columns are, and what makes a row wrong. */
import { FUNDAMENTALS, type FundamentalName } from '../../scoring/names.js';
import { snap } from '../../scoring/rounding.js';
import type { CalendarEntry } from '../calendar.js';
import { isoOf } from '../day.js';
import {
  ACTION_KINDS,
  EVENT_KINDS,
  PERIODS,
  STATEMENT_METRICS,
  type Action,
  type Company,
  type CompanyEvent,
  type Figure,
  type FundamentalsRow,
  type Period,
  type Shareholding,
} from '../facts.js';
import type { Columns, Reader } from './columns.js';
import { RowRefused } from './refusal.js';

/** How one file is read. */
export interface FileFormat<Fact> {
  /** Without .gz. */
  readonly file: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Finds the columns once, and gives what reads a row; that throws RowRefused. */
  readonly reader: (columns: Columns) => Reader<Fact>;
  /** Two rows of a file with the same key must say the same. */
  readonly keyOf: (fact: Fact) => string;
}

/** What is not stated is assumed to have been published this many days after the period. */
const LAG_DAYS = { QUARTER: 45, ANNUAL: 60, POINT: 0, fundamentals: 60, shareholding: 21 } as const;
/** Results and board meetings are announced about this many days before. */
const MEETING_NOTICE_DAYS = 7;
const MAX_HOLDERS_PERCENT = 101;

export const companiesFormat: FileFormat<Company> = {
  file: 'companies.csv',
  required: ['ticker', 'name'],
  optional: ['isin', 'industry', 'sector_group'],
  reader: (columns) => {
    const ticker = columns.newTicker();
    const name = columns.requiredText('name');
    const [isin, industry, group] = ['isin', 'industry', 'sector_group'].map((column) =>
      columns.text(column),
    );
    return (row) => ({
      ticker: ticker(row),
      name: name(row),
      isin: isin(row),
      industry: industry(row),
      sectorGroup: group(row),
    });
  },
  keyOf: ({ ticker }) => ticker,
};

export const holidaysFormat: FileFormat<CalendarEntry> = {
  file: 'holidays.csv',
  required: ['date', 'kind'],
  optional: ['name'],
  reader: (columns) => {
    const day = columns.day('date');
    const kind = columns.oneOf('kind', ['HOLIDAY', 'SESSION'] as const);
    const name = columns.text('name');
    return (row) => ({ day: day(row), kind: kind(row), name: name(row) });
  },
  keyOf: ({ day }) => isoOf(day),
};

export const actionsFormat: FileFormat<Action> = {
  file: 'actions.csv',
  required: ['ticker', 'ex_date', 'kind', 'new_shares', 'old_shares'],
  optional: [],
  reader: (columns) => {
    const ticker = columns.ticker();
    const exDate = columns.day('ex_date');
    const kind = columns.oneOf('kind', ACTION_KINDS);
    const shares = (name: string): Reader<number> => {
      const read = columns.decimal(name);
      return (row) => {
        const count = read(row);
        if (count > 0) return count;
        throw new RowRefused(name, String(count), 'NOT_POSITIVE', 'expected more than 0 shares');
      };
    };
    const newShares = shares('new_shares');
    const oldShares = shares('old_shares');
    return (row) => ({
      ticker: ticker(row),
      exDate: exDate(row),
      kind: kind(row),
      newShares: newShares(row),
      oldShares: oldShares(row),
    });
  },
  keyOf: ({ ticker, exDate, kind }) => `${ticker} ${isoOf(exDate)} ${kind}`,
};

export const fundamentalsFormat: FileFormat<FundamentalsRow> = {
  file: 'fundamentals.csv',
  required: ['ticker', 'period_end'],
  optional: ['published_on', 'source', ...FUNDAMENTALS],
  reader: (columns) => {
    const ticker = columns.ticker();
    const period = publishedPeriod(columns, 'period_end', () => LAG_DAYS.fundamentals);
    const source = columns.source();
    const values = FUNDAMENTALS.map((name) => ({
      name,
      read: name.endsWith('_pct') ? columns.optionalPercent(name) : columns.optionalDecimal(name),
    }));
    return (row) => ({
      ticker: ticker(row),
      ...period(row),
      source: source(row),
      values: Object.fromEntries(values.map(({ name, read }) => [name, read(row)])) as Record<
        FundamentalName,
        number
      >,
    });
  },
  keyOf: ({ ticker, periodEnd, publishedOn }) => `${ticker} ${isoOf(periodEnd)} ${isoOf(publishedOn)}`,
};

export const statementsFormat: FileFormat<Figure> = {
  file: 'statements.csv',
  required: ['ticker', 'period_end', 'period', 'metric', 'value'],
  optional: ['published_on', 'source'],
  reader: (columns) => {
    const ticker = columns.ticker();
    const periodOf = columns.oneOf('period', PERIODS);
    const period = publishedPeriod(columns, 'period_end', (row) => LAG_DAYS[periodOf(row) satisfies Period]);
    const source = columns.source();
    const metric = columns.oneOf('metric', STATEMENT_METRICS);
    const number = columns.decimal('value');
    const percent = columns.percent('value');
    return (row) => ({
      ticker: ticker(row),
      period: periodOf(row),
      ...period(row),
      source: source(row),
      metric: metric(row),
      value: metric(row).endsWith('_pct') ? percent(row) : number(row),
    });
  },
  keyOf: ({ ticker, periodEnd, period, metric, publishedOn }) =>
    `${ticker} ${isoOf(periodEnd)} ${period} ${metric} ${isoOf(publishedOn)}`,
};

export const shareholdingFormat: FileFormat<Shareholding> = {
  file: 'shareholding.csv',
  required: ['ticker', 'quarter_end', 'promoter_pct'],
  optional: ['published_on', 'source', 'pledged_pct', 'fii_pct', 'dii_pct'],
  reader: (columns) => {
    const ticker = columns.ticker();
    const period = publishedPeriod(columns, 'quarter_end', () => LAG_DAYS.shareholding);
    const source = columns.source();
    const promoter = columns.percent('promoter_pct');
    const pledged = columns.optionalPercent('pledged_pct');
    const fii = columns.optionalPercent('fii_pct');
    const dii = columns.optionalPercent('dii_pct');
    return (row) => {
      const { periodEnd, publishedOn } = period(row);
      const [promoterPct, fiiPct, diiPct] = [promoter(row), fii(row), dii(row)];
      const holders = snap(promoterPct + (fiiPct || 0) + (diiPct || 0));
      if (holders > MAX_HOLDERS_PERCENT) {
        throw new RowRefused(
          'promoter_pct',
          String(promoterPct),
          'HOLDERS_ABOVE_101',
          `expected promoter, FII and DII to hold at most ${MAX_HOLDERS_PERCENT} % together, ` +
            `they hold ${holders} %`,
        );
      }
      const pledgedPct = pledged(row);
      return {
        ticker: ticker(row),
        quarterEnd: periodEnd,
        publishedOn,
        source: source(row),
        promoterPct,
        pledgedPct,
        fiiPct,
        diiPct,
      };
    };
  },
  keyOf: ({ ticker, quarterEnd, publishedOn }) => `${ticker} ${isoOf(quarterEnd)} ${isoOf(publishedOn)}`,
};

export const eventsFormat: FileFormat<CompanyEvent> = {
  file: 'events.csv',
  required: ['ticker', 'date', 'kind'],
  optional: ['announced_on', 'detail'],
  reader: (columns) => {
    const ticker = columns.ticker();
    const day = columns.day('date');
    const kind = columns.oneOf('kind', EVENT_KINDS);
    const announced = columns.optionalPastDay('announced_on');
    const detail = columns.text('detail');
    return (row) => {
      const on = day(row);
      const what = kind(row);
      const notice = what === 'RESULTS' || what === 'BOARD_MEETING' ? MEETING_NOTICE_DAYS : 0;
      const stated = announced(row);
      const announcedOn = stated === stated ? stated : on - notice;
      return { ticker: ticker(row), day: on, announcedOn, kind: what, detail: detail(row) };
    };
  },
  keyOf: ({ ticker, day, kind }) => `${ticker} ${isoOf(day)} ${kind}`,
};

/** One bar of an index. */
export interface IndexBar {
  readonly index: string;
  readonly day: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

export const indicesFormat: FileFormat<IndexBar> = {
  file: 'indices.csv',
  required: ['index', 'date', 'open', 'high', 'low', 'close'],
  optional: [],
  reader: (columns) => {
    const index = columns.requiredText('index');
    const day = columns.session('date');
    const prices = priceReader(columns);
    return (row) => ({ index: index(row), day: day(row), ...prices(row) });
  },
  keyOf: ({ index, day }) => `${index} ${isoOf(day)}`,
};

/** Prices of one bar that can be true together. */
export function priceReader(
  columns: Columns,
): Reader<{ readonly open: number; readonly high: number; readonly low: number; readonly close: number }> {
  const price = (name: string): Reader<number> => {
    const read = columns.decimal(name);
    return (row) => {
      const value = read(row);
      if (value > 0) return value;
      throw new RowRefused(name, String(value), 'NOT_POSITIVE', 'expected a price above 0');
    };
  };
  const readOpen = price('open');
  const readHigh = price('high');
  const readLow = price('low');
  const readClose = price('close');
  return (row) => {
    const open = readOpen(row);
    const high = readHigh(row);
    const low = readLow(row);
    const close = readClose(row);
    if (high < low) {
      throw new RowRefused('high', String(high), 'HIGH_BELOW_LOW', `expected at least the low, ${low}`);
    }
    // Half a percent beyond the range is how sources round; more is another stock or another day.
    refuseOutside('open', open, low, high);
    refuseOutside('close', close, low, high);
    return { open, high, low, close };
  };
}

function refuseOutside(name: string, value: number, low: number, high: number): void {
  // Bounds are decimals, and not what binary makes of 10 × 1.005.
  const [least, most] = [snap(low * 0.995), snap(high * 1.005)];
  if (value >= least && value <= most) return;
  const reason = `expected a price within half a percent of low and high, ${least} to ${most}`;
  throw new RowRefused(name, String(value), 'OUTSIDE_RANGE', reason);
}

/** The end of a period, and its publication: as stated, else after the usual lag. */
function publishedPeriod(
  columns: Columns,
  name: 'period_end' | 'quarter_end',
  lagOf: Reader<number>,
): Reader<{ readonly periodEnd: number; readonly publishedOn: number }> {
  const end = columns.pastDay(name);
  const published = columns.optionalPastDay('published_on');
  return (row) => {
    const periodEnd = end(row);
    const stated = published(row);
    if (periodEnd > stated) {
      throw new RowRefused(
        name,
        isoOf(periodEnd),
        'PERIOD_AFTER_PUBLICATION',
        `expected a day up to its publication, ${isoOf(stated)}`,
      );
    }
    return { periodEnd, publishedOn: stated === stated ? stated : periodEnd + lagOf(row) };
  };
}
