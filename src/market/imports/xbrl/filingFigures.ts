import { inverse, plus, times, type Ratio } from '../../exact.js';
import type { StatementMetric } from '../../facts.js';
import { decimalOfText, minus, whole } from './decimal.js';
import type { Filing, FilingFact } from './filing.js';

/** Rupees in a crore. */
export const CRORE = whole(10_000_000);

/** A text that stands where a figure should. */
export interface WrongFact {
  readonly fact: FilingFact;
  readonly rule: 'NOT_A_NUMBER' | 'CONFLICTING_ROWS' | 'NOT_OF_KIND';
  readonly reason: string;
}

/** Reads figures of one period, or of the balance at its end. Elements of all taxonomies have one name each. */
export class Figures {
  readonly wrong = new Map<string, WrongFact>();
  /** The line of the first figure that was read; 0 before. */
  line = 0;

  constructor(
    private readonly filing: Filing,
    private readonly contexts: readonly string[],
  ) {}

  /** Returns the figure of the first of some elements that is given; null where none is, or where it is no number. */
  first(...names: readonly string[]): Ratio | null {
    for (const name of names) {
      const value = this.of(name);
      if (value !== null) return value;
    }
    return null;
  }

  /** As `first`, of elements of which forms write 0 where nothing was entered. */
  firstNotZero(...names: readonly string[]): Ratio | null {
    return this.first(...names.filter((name) => this.of(name)?.over !== 0n));
  }

  /** Returns the sum of the elements that are given; null where none is. */
  sum(...names: readonly string[]): Ratio | null {
    const given = names.map((name) => this.of(name)).filter((value) => value !== null);
    return given.length === 0 ? null : given.reduce(plus);
  }

  of(name: string): Ratio | null {
    for (const context of this.contexts) {
      const fact = this.filing.fact(name, context);
      if (fact === undefined || fact.text === '') continue;
      if (this.line === 0) this.line = fact.line;
      const value = decimalOfText(fact.text);
      const wrong = wrongOf(fact, value);
      if (wrong === null) return value;
      this.wrong.set(name, wrong);
    }
    return null;
  }
}

function wrongOf(fact: FilingFact, value: Ratio | null): WrongFact | null {
  if (value === null) {
    return { fact, rule: 'NOT_A_NUMBER', reason: `expected a plain decimal in ${fact.name}` };
  }
  if (fact.isDisputed) {
    return { fact, rule: 'CONFLICTING_ROWS', reason: `${fact.name} has several values in one context` };
  }
  const currency = /^iso4217:(?!INR$)/.exec(fact.unit);
  return currency === null
    ? null
    : { fact, rule: 'NOT_OF_KIND', reason: `expected rupees in ${fact.name}, got ${fact.unit}` };
}

const SALES = ['RevenueFromOperations', 'InterestEarned'];
/** Before the share of minorities, as sites state it and as group figures are compared. */
const PROFIT = ['ProfitLossForPeriod', 'ProfitLossForPeriodBeforeMinorityInterest', 'ProfitLossForThePeriod'];
/** Elements of which each filing of results has one. */
export const RESULTS = [...SALES, ...PROFIT];
/** Where the flows of a period stand. Of several names the first one that is given counts. */
const FLOWS: Readonly<Partial<Record<StatementMetric, readonly string[]>>> = {
  sales: SALES,
  net_profit: PROFIT,
  interest: ['FinanceCosts', 'InterestExpended'],
  depreciation: ['DepreciationDepletionAndAmortisationExpense', 'DepreciationAndAmortisationExpense'],
  tax: ['TaxExpense'],
  cash_from_operations: ['CashFlowsFromUsedInOperatingActivities'],
};
export const EPS = [
  'BasicEarningsLossPerShareFromContinuingAndDiscontinuedOperations',
  'BasicEarningsPerShareAfterExtraordinaryItems',
  'BasicEarningsLossPerShareFromContinuingOperations',
];
const BANK_PROFIT = 'OperatingProfitBeforeProvisionAndContingencies';
/** Other sources state margins so, and a ratio of sums in crore is no better. */
export const MARGIN_PLACES = 4;

/** Returns the flows of a period by metric: money in rupees, ratios as fractions, earnings per share as stated. */
export function flowsOf(figures: Figures): ReadonlyMap<StatementMetric, Ratio> {
  const found = new Map<StatementMetric, Ratio>();
  const put = (metric: StatementMetric, value: Ratio | null) => {
    if (value !== null) found.set(metric, value);
  };
  for (const [metric, names] of Object.entries(FLOWS)) {
    put(metric as StatementMetric, figures.first(...names));
  }
  put('eps', figures.first(...EPS));
  put('operating_profit', figures.of(BANK_PROFIT) ?? operatingProfit(figures, found));
  const [profit, sales] = [found.get('operating_profit'), found.get('sales')];
  // The interest that a bank pays is its raw material: no other margin compares with one before it.
  const isBank = figures.of(BANK_PROFIT) !== null;
  if (!isBank && profit !== undefined && sales !== undefined && sales.over > 0n) {
    put('opm', times(profit, inverse(sales)));
  }
  return found;
}

/** Returns sales less all expenses but interest and depreciation: other income and exceptional items are no part of it. */
function operatingProfit(figures: Figures, found: ReadonlyMap<StatementMetric, Ratio>): Ratio | null {
  const [sales, interest, depreciation] = [
    found.get('sales'),
    found.get('interest'),
    found.get('depreciation'),
  ];
  const expenses = figures.of('Expenses');
  if (sales === undefined || expenses === null || interest === undefined || depreciation === undefined)
    return null;
  return [interest, depreciation, minus(expenses)].reduce(plus, sales);
}

/** Returns the balance at the end of a period in rupees. What is 0 was not entered, except for the debt of a company. */
export function balanceOf(figures: Figures): ReadonlyMap<StatementMetric, Ratio> {
  const found = new Map<StatementMetric, Ratio>();
  const assets = figures.firstNotZero('Assets');
  if (assets === null) return found;
  found.set('total_assets', assets);
  const equity = figures.firstNotZero('EquityAttributableToOwnersOfParent') ?? ownEquity(figures);
  if (equity !== null) found.set('equity', equity);
  const debt =
    figures.sum('BorrowingsNoncurrent', 'BorrowingsCurrent') ??
    figures.sum('LongTermBorrowings', 'ShortTermBorrowings') ??
    (figures.of('CapitalAndLiabilities') === null
      ? figures.sum('DebtSecurities', 'Borrowings', 'Deposits', 'SubordinatedLiabilities')
      : figures.of('Borrowings'));
  if (debt !== null) found.set('debt', debt);
  return found;
}

const CAPITAL = ['EquityShareCapital', 'Capital', 'ShareCapital'];
const RESERVES = ['OtherEquity', 'ReservesAndSurplus'];

/** Returns the capital in the balance sheet in rupees; null where there is none. */
export const capitalOf = (figures: Figures): Ratio | null => figures.firstNotZero(...CAPITAL);

/** Returns capital and reserves; where only their sum is given, that. */
export function ownEquity(figures: Figures): Ratio | null {
  const [capital, reserves] = [capitalOf(figures), figures.firstNotZero(...RESERVES)];
  if (capital !== null && reserves !== null) return plus(capital, reserves);
  return figures.firstNotZero('Equity', 'ShareholdersFunds');
}
