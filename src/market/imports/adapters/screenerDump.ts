import type { IsoDate } from '../../../scoring/names.js';
import { dayOfCivil, isoOf } from '../../day.js';
import { compare, plus, times } from '../../exact.js';
import { bareLine, type ScreenerPeriod, type ScreenerTable } from '../screener/screenerTable.js';
import {
  pointOf,
  SCREENER_COLUMNS,
  screenerStatements,
  type ScreenerCompany,
} from '../screener/screenerStatements.js';
import type { Content, JsonContent } from '../sources/content.js';
import { decimalOfText, textOfDecimal, ZERO } from '../xbrl/decimal.js';
import type { Adapter, AdapterOutput } from './adapter.js';
import { plainDecimal } from './reading/plainDecimal.js';
import { writtenDate } from './reading/writtenDate.js';

type JsonObject = Readonly<Record<string, unknown>>;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A period as the site heads it; years of another length than 12 months state theirs. */
const PERIOD = /^([A-Z][a-z]{2}) (\d{4})(?: (\d{1,2})m)?$/;
const NAME = 'Unnamed: 0';
const HOLDINGS = ['ticker', 'quarter_end', 'promoter_pct', 'fii_pct', 'dii_pct'] as const;
/** Earnings of the chart and those of the quarters are of one company where they are this near. */
const MOST_RATIO = { over: 3n, under: 2n };

/** What programs store of a company's page on Screener: its tables, and its charts of P/E and earnings. */
export const screenerDump: Adapter = {
  name: 'screener-dump',
  title: 'Screener company page (JSON)',
  gives: { statements: { columns: SCREENER_COLUMNS }, shareholding: { columns: HOLDINGS } },
  source: 'SECONDARY',
  recognises: (content) => dumpOf(content) !== null,
  read: (content, out) => {
    const dump = dumpOf(content) ?? {};
    const statements = objectOf(dump['statements']);
    const quarters = tableOf(statements['quarters'], out);
    const years = withRatios(tableOf(statements['profit_loss'], out), tableOf(statements['ratios'], out));
    const company: ScreenerCompany = {
      ticker: plainDecimal(dump['symbol']),
      basis:
        dump['consolidated'] === true ? 'CONSOLIDATED' : dump['consolidated'] === false ? 'STANDALONE' : '',
      adjustedTo: writtenDate(plainDecimal(dump['fetched'])) ?? '',
    };
    const [balances, cashFlows] = ['balance_sheet', 'cash_flow'].map((name) =>
      tableOf(statements[name], out),
    );
    screenerStatements({ quarters, years, balances, cashFlows }, company, out);
    multiples(objectOf(dump['valuation']), quarters, company, out);
    holdings(tableOf(statements['shareholding'], out), company, out);
  },
};

function dumpOf(content: Content): JsonObject | null {
  if (content.kind !== 'JSON') return null;
  const value = objectOf((content satisfies JsonContent).value);
  const isDump = typeof value['symbol'] === 'string' && 'statements' in value && 'valuation' in value;
  return isDump && 'profit_loss' in objectOf(value['statements']) ? value : null;
}

const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** Returns a table of lines, each an object with the values by period. */
function tableOf(value: unknown, out: AdapterOutput): ScreenerTable {
  const records = listOf(value).map(objectOf);
  const headings = [...new Set(records.flatMap((record) => Object.keys(record)))].filter(
    (name) => name !== NAME,
  );
  const periods = headings.flatMap((heading, place) => {
    const period = periodOf(heading, place + 1);
    // The last twelve months are four quarters, which stand there, too.
    if (period === null) out.leaveOut('statements', 'OTHER_KIND', heading);
    return period === null ? [] : [{ heading, period }];
  });
  const lines = records.map((record): [string, readonly string[]] => [
    bareLine(plainDecimal(record[NAME])),
    periods.map(({ heading }) => plainDecimal(record[heading])),
  ]);
  return { periods: periods.map(({ period }) => period), lines: new Map(lines) };
}

function periodOf(heading: string, line: number): ScreenerPeriod | null {
  const [, month, year, months] = PERIOD.exec(heading) ?? [];
  const place = MONTHS.indexOf(month ?? '');
  if (place < 0) return null;
  // Day 0 of the next month is the last one of this.
  const end = isoOf(dayOfCivil(Number(year), place + 2, 0));
  return { end, months: months === undefined ? null : Number(months), line };
}

/** Ratios stand in a table of their own, with the periods of the years. */
function withRatios(years: ScreenerTable, ratios: ScreenerTable): ScreenerTable {
  const placeOf = new Map(ratios.periods.map(({ end }, place) => [end, place]));
  const moved = [...ratios.lines].map(([name, values]): [string, readonly string[]] => [
    name,
    years.periods.map(({ end }) => values[placeOf.get(end) ?? -1] ?? ''),
  ]);
  return { ...years, lines: new Map([...moved, ...years.lines]) };
}

/** Gives the quoted P/E by day, unless the chart is that of another company, as such dumps have at times. */
function multiples(
  valuation: JsonObject,
  quarters: ScreenerTable,
  company: ScreenerCompany,
  out: AdapterOutput,
): void {
  const wrong = ofAnotherCompany(valuation, quarters);
  if (wrong !== null) {
    const flagged = { kind: 'UNITS', ticker: company.ticker, date: '', metric: 'pe', detail: wrong } as const;
    out.flag('statements', 1, flagged);
    return;
  }
  for (const [place, point] of listOf(valuation['Price to Earning']).entries()) {
    const [date, value] = listOf(point);
    const end = writtenDate(plainDecimal(date));
    if (value === null || value === undefined)
      out.leaveOut('statements', 'NO_VALUE', `P/E of ${plainDecimal(date)}`);
    else
      pointOf(company, { end: end ?? plainDecimal(date), line: place + 1 }, out)('pe', plainDecimal(value));
  }
}

function ofAnotherCompany(valuation: JsonObject, { lines }: ScreenerTable): string | null {
  const chart = decimalOfText(plainDecimal(listOf(listOf(valuation['EPS']).at(-1))[1]));
  const newest = (lines.get('eps in rs') ?? []).slice(-4).map(decimalOfText);
  if (chart === null || newest.length < 4) return null;
  const sum = newest.reduce((so, eps) => (so === null || eps === null ? null : plus(so, eps)), ZERO);
  if (sum === null || sum.over <= 0n || chart.over <= 0n) return null;
  const isNear = compare(chart, times(sum, MOST_RATIO)) <= 0 && compare(sum, times(chart, MOST_RATIO)) <= 0;
  return isNear
    ? null
    : `the chart's earnings per share are ₹${textOfDecimal(chart, 2)}, but those of four quarters are ₹${textOfDecimal(sum, 2)}: ` +
        'the P/E may be of another company';
}

function holdings(table: ScreenerTable, { ticker }: ScreenerCompany, out: AdapterOutput): void {
  for (const [place, { end, line }] of table.periods.entries()) {
    const percent = (name: string) => (table.lines.get(name)?.[place] ?? '').replace(/\s*%$/, '');
    const [promoters, foreign, domestic] = ['promoters', 'fiis', 'diis'].map(percent);
    if (!isQuarterEnd(end)) out.leaveOut('shareholding', 'OTHER_KIND', `${ticker} ${end}`);
    else
      out.row('shareholding', [ticker, end, promoters || withoutPromoter(percent), foreign, domestic], line);
  }
}

/** A company without a promoter has no such line. Then all others hold everything. */
function withoutPromoter(percent: (name: string) => string): string {
  const others = ['fiis', 'diis', 'government', 'public', 'others'].map((name) =>
    Number(percent(name) || '0'),
  );
  const sum = others.reduce((a, b) => a + b, 0);
  return sum > 99 && sum < 101 ? '0' : '';
}

const isQuarterEnd = (end: IsoDate): boolean => /-(03|06|09|12)-/.test(end);
