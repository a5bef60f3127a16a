import type { IsoDate } from '../../../scoring/names.js';
import { compare, inverse, plus, times, type Ratio } from '../../exact.js';
import { dayOf, monthOf } from '../../day.js';
import type { StatementMetric } from '../../facts.js';
import type { AdapterOutput } from '../adapters/adapter.js';
import { decimalOfText, minus, sizeOf, textOfDecimal, whole } from '../xbrl/decimal.js';
import { valueOf, type ScreenerPeriod, type ScreenerTable, type ScreenerTables } from './screenerTable.js';

/** The columns of statements that Screener fills. */
export const SCREENER_COLUMNS = [
  'ticker',
  'period_end',
  'period',
  'metric',
  'value',
  'months',
  'basis',
  'adjusted_to',
] as const;

/** Whose figures they are. */
export interface ScreenerCompany {
  readonly ticker: string;
  readonly basis: 'CONSOLIDATED' | 'STANDALONE' | '';
  /** The day up to whose splits figures per share are adjusted; empty where there are none. */
  readonly adjustedTo: IsoDate | '';
}

type Length = 'QUARTER' | 'ANNUAL';
/** Gives a figure; an empty value is none. */
type Put = (metric: StatementMetric, value: string | Ratio | null) => void;

const MONTHS: Readonly<Record<Length, number>> = { QUARTER: 3, ANNUAL: 12 };
const PLACES = 6;
const MARGIN_PLACES = 4;
const CENT = { over: 1n, under: 100n };
/** Two figures that are rounded to two places, and their difference. */
const ROUNDED = { over: 2n, under: 100n };

/**
 * Gives the figures of a company as rows of statements. Its numbers of shares are left out: figures of a day count from that
 * day on, and Screener does not say when they became known.
 */
export function screenerStatements(
  tables: ScreenerTables,
  company: ScreenerCompany,
  out: AdapterOutput,
): void {
  flows(tables.quarters, 'QUARTER', company, out);
  flows(tables.years, 'ANNUAL', company, out);
  const years = new Map(tables.years.periods.map(({ end, months }) => [end, months]));
  for (const [place, period] of tables.balances.periods.entries()) {
    const isYear = years.has(period.end);
    const months = isYear ? (years.get(period.end) ?? MONTHS.ANNUAL) : MONTHS.QUARTER;
    balance(
      tables.balances,
      place,
      rowOf(company, period, isYear ? 'ANNUAL' : 'QUARTER', months, out),
      (detail) => {
        const flagged = {
          kind: 'UNITS',
          ticker: company.ticker,
          date: period.end,
          metric: 'total_assets',
          detail,
        } as const;
        out.flag('statements', period.line, flagged);
      },
    );
  }
  for (const { place, period, months } of ofKnownLength(tables.cashFlows, 'ANNUAL', out)) {
    const put = rowOf(company, period, 'ANNUAL', months, out);
    put('cash_from_operations', valueOf(tables.cashFlows, place, 'cash from operating activity'));
  }
}

function flows(table: ScreenerTable, length: Length, company: ScreenerCompany, out: AdapterOutput): void {
  for (const { place, period, months } of ofKnownLength(table, length, out)) {
    const put = rowOf(company, period, length, months, out);
    const value = (...names: readonly string[]) => valueOf(table, place, ...names);
    const sales = value('sales', 'revenue');
    put('sales', sales);
    put('net_profit', netProfit(value('net profit'), value('profit before tax'), value('tax')));
    put('eps', value('eps in rs'));
    put('interest', value('interest'));
    put('depreciation', value('depreciation'));
    put('tax', value('tax'));
    const profit = value('operating profit') || operatingProfit(value);
    put('operating_profit', profit);
    if (length === 'QUARTER') put('opm', fraction(value('opm %')) ?? margin(profit, sales));
    put('gnpa_pct', withoutSign(value('gross npa %')));
    put('nnpa_pct', withoutSign(value('net npa %')));
    put('roce', fraction(value('roce %')));
    put('roe', fraction(value('roe %')));
  }
}

/** The balance sheet. Where its sides differ nothing of it is given. */
function balance(table: ScreenerTable, place: number, put: Put, flag: (detail: string) => void): void {
  const value = (...names: readonly string[]) => valueOf(table, place, ...names);
  const [capital, reserves] = [value('equity share capital', 'equity capital'), value('reserves')].map(
    decimalOfText,
  );
  const total = value('total assets', 'total');
  const debt = value('borrowings', 'borrowing');
  const equity = capital === null || reserves === null ? null : plus(capital, reserves);
  const others = [value('deposits') || '0', debt, value('other liabilities')].map(decimalOfText);
  const all = decimalOfText(total);
  if (equity !== null && all !== null && others.every((part) => part !== null)) {
    const sum = others.reduce<Ratio>((so, part) => (part === null ? so : plus(so, part)), equity);
    if (compare(sizeOf(plus(all, minus(sum))), plus(times(sizeOf(all), CENT), whole(1))) > 0) {
      flag(
        `total assets are ₹${total} crore, but capital and liabilities are ₹${textOfDecimal(sum, 2)} crore`,
      );
      return;
    }
  }
  put('equity', equity);
  put('total_assets', total);
  put('debt', debt);
}

/**
 * Yields the periods whose length is known: the usual one, where the heading states none and the period before ended as
 * long before. Flows of the others are refused, because a year of 9 or 15 months would pass for one of 12.
 */
function* ofKnownLength(
  table: ScreenerTable,
  length: Length,
  out: AdapterOutput,
): Generator<{ readonly place: number; readonly period: ScreenerPeriod; readonly months: number }> {
  for (const [place, period] of table.periods.entries()) {
    const before = place === 0 ? undefined : table.periods[place - 1];
    const since =
      before === undefined ? MONTHS[length] : monthOf(dayOf(period.end)) - monthOf(dayOf(before.end));
    if (period.months !== null || since === MONTHS[length]) {
      yield { place, period, months: period.months ?? MONTHS[length] };
      continue;
    }
    out.refuse('statements', period.line, {
      column: 'months',
      value: period.end,
      rule: 'NOT_OF_KIND',
      reason: `expected a period that ends ${MONTHS[length]} months after ${before?.end ?? ''}, so that its length is known`,
    });
  }
}

function rowOf(
  company: ScreenerCompany,
  { end, line }: ScreenerPeriod,
  length: Length,
  months: number,
  out: AdapterOutput,
): Put {
  return (metric, value) => {
    const text = value === null || typeof value === 'string' ? (value ?? '') : textOfDecimal(value, PLACES);
    if (text === '') return;
    const adjustedTo = metric === 'eps' ? company.adjustedTo : '';
    const fields = [company.ticker, end, length, metric, text, String(months), company.basis, adjustedTo];
    out.row('statements', fields, line);
  };
}

/** Gives figures of a day. */
export function pointOf(
  { ticker }: ScreenerCompany,
  { end, line }: { readonly end: string; readonly line: number },
  out: AdapterOutput,
): Put {
  return (metric, value) => {
    const text = value === null || typeof value === 'string' ? (value ?? '') : textOfDecimal(value, PLACES);
    if (text !== '') out.row('statements', [ticker, end, 'POINT', metric, text, '', '', ''], line);
  };
}

/**
 * Returns the profit before the share of minorities, as everywhere else. The site's pages state it; the exported workbook
 * states that after it, and has the tax.
 */
function netProfit(stated: string, beforeTax: string, tax: string): string | Ratio {
  const [profit, before, taxed] = [stated, beforeTax, tax].map(decimalOfText);
  if (profit === null || before === null || taxed === null) return stated;
  const all = plus(before, minus(taxed));
  return compare(sizeOf(plus(all, minus(profit))), ROUNDED) <= 0 ? stated : all;
}

/** Returns the profit before tax, interest, depreciation and other income; null where one is not given. */
function operatingProfit(value: (name: string) => string): Ratio | null {
  const parts = ['profit before tax', 'interest', 'depreciation', 'other income'].map((name) =>
    decimalOfText(value(name)),
  );
  const [profit, interest, depreciation, other] = parts;
  // Banks have no tax line of their own there, and their interest is no cost of capital.
  if (profit === null || interest === null || depreciation === null || other === null) return null;
  return value('financing profit') === ''
    ? [interest, depreciation, minus(other)].reduce(plus, profit)
    : null;
}

function margin(profit: string | Ratio | null, sales: string): string {
  const over = typeof profit === 'string' ? decimalOfText(profit) : profit;
  const under = decimalOfText(sales);
  return over === null || under === null || under.over <= 0n
    ? ''
    : textOfDecimal(times(over, inverse(under)), MARGIN_PLACES);
}

/** Returns a percentage such as `18%` as a fraction. What is no number stays as it is, so that its row is refused. */
function fraction(text: string): string | null {
  if (text === '') return null;
  const value = decimalOfText(withoutSign(text));
  return value === null ? text : textOfDecimal(times(value, CENT), PLACES);
}

const withoutSign = (text: string): string => text.replace(/\s*%$/, '');
