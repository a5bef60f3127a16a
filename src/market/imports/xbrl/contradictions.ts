import { compare, inverse, plus, times, type Ratio } from '../../exact.js';
import type { StatementMetric } from '../../facts.js';
import { minus, sizeOf, textOfDecimal, whole } from './decimal.js';
import { capitalOf, CRORE, ownEquity, type Figures } from './filingFigures.js';

/** Figures of a filing that contradict others of it. Which of them is wrong cannot be told, so none is believed. */
export interface Contradiction {
  readonly metrics: readonly StatementMetric[];
  readonly detail: string;
}

/** What a filing says of one period and of the balance at its end. */
export interface FiguresOfPeriod {
  readonly flows: Figures;
  readonly balance: Figures;
  readonly found: ReadonlyMap<StatementMetric, Ratio>;
}

type Check = (figures: FiguresOfPeriod) => Contradiction | null;

/** Filings round, and add small items that have no line of their own. Wrong units differ by far more. */
const CLOSE = { over: 1n, under: 100n };
const RESERVES_CLOSE = { over: 1n, under: 10n };
/** The average number of shares of a year may be some way from that at its end. */
const SHARES_FACTOR = 10;
const CAPITAL_FACTOR = 2;
/** Earnings of a few paise a share are rounded too much to compare. */
const LEAST_EPS = { over: 1n, under: 10n };
/** What a ratio in another unit differs by. */
const UNIT_FACTOR = 30;
/** Advances as parts of total assets, gross and net: banks also hold bonds and cash. */
const GROSS_ADVANCES = [0.3, 1] as const;
const NET_ADVANCES = [0.25, 1.1] as const;
const HUNDRED = whole(100);

/** Returns where the figures of a period contradict each other. */
export const contradictionsOf = (figures: FiguresOfPeriod): readonly Contradiction[] =>
  CHECKS.map((check) => check(figures)).filter((found) => found !== null);

const crore = (value: Ratio): string => `₹${textOfDecimal(times(value, inverse(CRORE)), 2)} crore`;

/** Checks that a total is the sum of its parts. It says nothing where one of them is not given. */
function sums(
  metrics: readonly StatementMetric[],
  of: (
    figures: FiguresOfPeriod,
  ) => readonly [total: Ratio | null, name: string, ...parts: readonly (Ratio | null)[]],
  close: Ratio = CLOSE,
): Check {
  return (figures) => {
    const [total, name, ...given] = of(figures);
    const parts = given.filter((part) => part !== null);
    if (total === null || parts.length < given.length) return null;
    const sum = parts.reduce(plus);
    const largest = [total, ...parts].map(sizeOf).reduce((a, b) => (compare(a, b) < 0 ? b : a));
    if (compare(sizeOf(plus(total, minus(sum))), times(largest, close)) <= 0) return null;
    return { metrics, detail: `${name} is ${crore(total)}, but its parts are ${crore(sum)}` };
  };
}

const negative = (value: Ratio | null): Ratio | null => (value === null ? null : minus(value));

/** Returns whether two figures differ by more than a factor. Figures of different signs do. */
function differs(a: Ratio, b: Ratio, factor: number): boolean {
  if (a.over === 0n || b.over === 0n) return false;
  const [one, other] = [sizeOf(a), sizeOf(b)];
  return (
    a.over < 0n !== b.over < 0n ||
    compare(one, times(other, whole(factor))) > 0 ||
    compare(other, times(one, whole(factor))) > 0
  );
}

/** Checks that a figure is no more than a greater one. */
function within(
  metrics: readonly StatementMetric[],
  name: string,
  of: (figures: FiguresOfPeriod) => readonly [part: Ratio | undefined, ...wholes: readonly (Ratio | null)[]],
): Check {
  return (figures) => {
    const [part, ...wholes] = of(figures);
    const given = wholes
      .filter((value) => value !== null && value.over !== 0n)
      .map((value) => sizeOf(value as Ratio));
    if (part === undefined || given.length === 0) return null;
    const most = given.reduce((a, b) => (compare(a, b) < 0 ? b : a));
    if (compare(sizeOf(part), times(most, plus(whole(1), CLOSE))) <= 0) return null;
    return { metrics, detail: `${metrics[0]} of ${crore(part)} is more than ${name} of ${crore(most)}` };
  };
}

function sharesAgainstBalance({ flows, balance }: FiguresOfPeriod): Contradiction | null {
  const [paidUp, capital] = [flows.firstNotZero('PaidUpValueOfEquityShareCapital'), capitalOf(balance)];
  if (paidUp === null || capital === null || !differs(paidUp, capital, CAPITAL_FACTOR)) return null;
  const detail = `the paid-up capital is ${crore(paidUp)}, but the balance sheet has ${crore(capital)}`;
  return { metrics: ['shares_cr'], detail };
}

/** Profits of the owners over the shares are the earnings per share. */
function earningsAgainstShares(figures: FiguresOfPeriod): Contradiction | null {
  const { flows, balance, found } = figures;
  const shares = sharesOf(flows);
  const eps = found.get('eps');
  const profit =
    flows.firstNotZero(
      'ProfitOrLossAttributableToOwnersOfParent',
      'ProfitLossAfterTaxesMinorityInterestAndShareOfProfitLossOfAssociates',
    ) ?? found.get('net_profit');
  if (shares === null || eps === undefined || profit === undefined) return null;
  const expected = times(profit, inverse(shares));
  const isSmall = [eps, expected].every((value) => compare(sizeOf(value), LEAST_EPS) < 0);
  // Earnings of 0 were not entered.
  if (isSmall || (eps.over !== 0n && !differs(eps, expected, SHARES_FACTOR))) return null;
  const isWrongCapital = sharesAgainstBalance(figures) !== null;
  const isRightCapital = !isWrongCapital && capitalOf(balance) !== null;
  return {
    metrics: isWrongCapital ? ['shares_cr'] : isRightCapital ? ['eps'] : ['eps', 'shares_cr'],
    detail: `the earnings per share are ₹${textOfDecimal(eps, 2)}, but profit by shares is ₹${textOfDecimal(expected, 2)}`,
  };
}

/** Returns how many shares a company has by its paid-up capital; null where that is not said. */
export function sharesOf(flows: Figures): Ratio | null {
  const paidUp = flows.firstNotZero('PaidUpValueOfEquityShareCapital');
  const face = flows.firstNotZero('FaceValueOfEquityShareCapital');
  return paidUp === null || face === null || face.over < 0n ? null : times(paidUp, inverse(face));
}

/** Bad loans by their percentage are the advances, which are a part of all assets. */
function badLoans(
  metric: 'gnpa_pct' | 'nnpa_pct',
  amountName: string,
  [least, most]: readonly [number, number],
): Check {
  return ({ flows, balance, found }) => {
    const [percent, amount] = [found.get(metric), flows.firstNotZero(amountName)];
    const assets = balance.firstNotZero('Assets', 'NetSegmentAssets');
    if (percent === undefined || percent.over === 0n || amount === null || assets === null) return null;
    const advances = times(times(amount, HUNDRED), inverse(percent));
    const part = Number(textOfDecimal(times(advances, inverse(assets)), 6));
    if (part >= least && part <= most) return null;
    return {
      metrics: [metric],
      detail:
        `bad loans of ${crore(amount)} are said to be ${textOfDecimal(percent, 6)} % of advances, which then were ` +
        `${part} of total assets: expected ${least} to ${most}`,
    };
  };
}

/** The return on assets of a year is near its profit by its assets. */
function returnOnAssets({ balance, found }: FiguresOfPeriod): Contradiction | null {
  const [roa, profit] = [found.get('roa'), found.get('net_profit')];
  const assets = balance.firstNotZero('Assets');
  if (roa === undefined || profit === undefined || assets === null) return null;
  const expected = times(profit, inverse(assets));
  if (!differs(roa, expected, 5)) return null;
  return {
    metrics: ['roa'],
    detail: `the return on assets is ${textOfDecimal(roa, 6)}, but profit by assets is ${textOfDecimal(expected, 6)}`,
  };
}

/** The ratio of debt to equity is no metric. That it is wrong tells what else the filing's ratios are worth. */
function debtToEquity({ flows, balance, found }: FiguresOfPeriod): Contradiction | null {
  const ratio = flows.firstNotZero('DebtEquityRatio');
  const [debt, equity, assets] = [found.get('debt'), found.get('equity'), balance.firstNotZero('Assets')];
  if (ratio === null || equity === undefined || equity.over <= 0n || assets === null) return null;
  const stated = `the ratio of debt to equity is ${textOfDecimal(ratio, 4)}`;
  if (debt !== undefined) {
    const expected = times(debt, inverse(equity));
    if (!differs(ratio, expected, UNIT_FACTOR)) return null;
    return { metrics: [], detail: `${stated}, but debt by equity is ${textOfDecimal(expected, 4)}` };
  }
  // Where the debt is not given, a ratio in percent that is nearly all liabilities can be told.
  const most = times(plus(assets, minus(equity)), inverse(equity));
  const percent = times(ratio, HUNDRED);
  const isFraction =
    compare(percent, times(most, plus(whole(1), CLOSE))) <= 0 && compare(times(percent, whole(2)), most) >= 0;
  if (!isFraction) return null;
  return { metrics: [], detail: `${stated}, but all liabilities by equity are ${textOfDecimal(most, 4)}` };
}

const CHECKS: readonly Check[] = [
  sums(['sales', 'operating_profit', 'opm'], ({ flows }) => [
    flows.of('Income'),
    'income',
    flows.first('RevenueFromOperations', 'InterestEarned'),
    flows.of('OtherIncome'),
  ]),
  sums(['operating_profit', 'opm'], ({ flows }) => [
    flows.of('ProfitBeforeExceptionalItemsAndTax'),
    'profit before exceptional items and tax',
    flows.of('Income'),
    negative(flows.of('Expenses')),
  ]),
  sums(['operating_profit', 'interest'], ({ flows }) => [
    flows.of('OperatingProfitBeforeProvisionAndContingencies'),
    'operating profit before provisions',
    flows.of('Income'),
    negative(flows.of('InterestExpended')),
    negative(flows.of('OperatingExpenses')),
  ]),
  sums(['tax', 'net_profit'], ({ flows }) => [
    flows.of('ProfitLossForPeriodFromContinuingOperations'),
    'profit from continuing operations',
    flows.of('ProfitBeforeTax'),
    negative(flows.of('TaxExpense')),
    flows.of(
      'NetMovementInRegulatoryDeferralAccountBalancesRelatedToProfitOrLossAndTheRelatedDeferredTaxMovement',
    ) ?? whole(0),
  ]),
  sums(['net_profit'], ({ flows }) => [
    flows.of('ProfitLossForPeriod'),
    'profit',
    flows.of('ProfitLossForPeriodFromContinuingOperations'),
    flows.of('ProfitLossFromDiscontinuedOperationsAfterTax') ?? whole(0),
    flows.of('ShareOfProfitLossOfAssociatesAndJointVenturesAccountedForUsingEquityMethod') ?? whole(0),
  ]),
  sums(['tax', 'net_profit'], ({ flows }) => [
    flows.of('ProfitLossFromOrdinaryActivitiesAfterTax'),
    'profit after tax',
    flows.of('ProfitLossFromOrdinaryActivitiesBeforeTax'),
    negative(flows.of('TaxExpense')),
  ]),
  // Where the expenses are wrong, the income is not smaller than its parts.
  within(['interest', 'operating_profit', 'opm'], 'expenses or income', ({ flows, found }) => [
    found.get('interest'),
    flows.of('Expenses'),
    flows.of('Income'),
  ]),
  within(['depreciation', 'operating_profit', 'opm'], 'expenses or income', ({ flows, found }) => [
    found.get('depreciation'),
    flows.of('Expenses'),
    flows.of('Income'),
  ]),
  sums(['total_assets'], ({ balance }) => [
    balance.firstNotZero('Assets'),
    'total assets',
    balance.firstNotZero('EquityAndLiabilities', 'CapitalAndLiabilities'),
  ]),
  sums(['total_assets', 'equity'], ({ balance }) => [
    balance.firstNotZero('Assets'),
    'total assets',
    balance.firstNotZero('Equity'),
    balance.firstNotZero('Liabilities'),
  ]),
  sums(
    ['equity'],
    ({ balance }) => [
      balance.firstNotZero('EquityAttributableToOwnersOfParent'),
      'equity',
      ownEquity(balance),
    ],
    RESERVES_CLOSE,
  ),
  within(['equity'], 'total assets', ({ balance, found }) => [
    found.get('equity'),
    balance.firstNotZero('Assets'),
  ]),
  within(['debt'], 'total assets', ({ balance, found }) => [
    found.get('debt'),
    balance.firstNotZero('Assets'),
  ]),
  sharesAgainstBalance,
  earningsAgainstShares,
  badLoans('gnpa_pct', 'GrossNonPerformingAssets', GROSS_ADVANCES),
  badLoans('nnpa_pct', 'NonPerformingAssets', NET_ADVANCES),
  returnOnAssets,
  debtToEquity,
];
