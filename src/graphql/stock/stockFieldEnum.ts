import { registerEnumType } from 'type-graphql';
import { COMPARISONS, type Comparison } from '../../books/condition.js';
import { STOCK_ORDER_FIELDS, type StockOrderField } from '../../books/order.js';
import { STOCK_FIELDS, type StockField } from '../../books/stockFields.js';

const distance = (guardrail: string, unit: string): string =>
  `How far the score is from the guardrail ${guardrail}, ${unit}: positive where there is room before it fires, negative ` +
  'beyond its threshold; null when what it judges is not known (method §9).';
const part = (kind: string): string => `Points of the part ${kind} of the penalty (method §7).`;
const NOT_ASSESSED = 'null where the stock was not assessed on the day. Needs the scope RISK_READ';

/** What each number is, with its unit. */
const DESCRIPTIONS: Readonly<Record<StockField, string>> = {
  SCORE: 'Score.value, 0 to 100.',
  WEIGHTED: 'Score.weighted, 0 to 100, before penalty and guardrails.',
  PENALTY: 'Penalty.total, in points.',
  CONFIDENCE: 'Confidence.value, 0 to 1.',
  CHANGE: 'Points gained since the score of the session before; null when there is none.',
  RANK: 'Score.rank within the run and mode; 1 is the best.',
  PERCENTILE: 'Score.percentile within the run and mode, above 0 to 100.',
  SECTOR_Z: 'Score.sectorZ, in standard deviations.',
  FUNDAMENTALS: 'Score of the pillar fundamentals, 0 to 100.',
  TECHNICALS: 'Score of the pillar technicals, 0 to 100.',
  RELATIVE_STRENGTH: 'Score of the pillar relative strength, 0 to 100.',
  OWNERSHIP: 'Score of the pillar ownership, 0 to 100.',
  QUALITY: 'Score of the pillar quality, 0 to 100.',
  SECTOR_MOMENTUM: 'Score of the pillar sector momentum, 0 to 100.',
  PENALTY_LIQUIDITY: part('LIQUIDITY'),
  PENALTY_PLEDGE: part('PLEDGE'),
  PENALTY_VOLATILITY: part('VOLATILITY'),
  PENALTY_EVENT_WINDOW: part('EVENT_WINDOW'),
  PENALTY_GOVERNANCE: part('GOVERNANCE'),
  COVERAGE: 'Confidence.coverage, 0 to 1.',
  DISTANCE_LOW_DATA_HOLD: distance('LOW_DATA_HOLD', 'as a difference of confidences, which are 0 to 1'),
  DISTANCE_ILLIQUIDITY: distance('ILLIQUIDITY', 'in ₹ crore of the median traded value'),
  DISTANCE_PLEDGE_CAP: distance('PLEDGE_CAP', "as a fraction of the promoters' shares"),
  DISTANCE_HIGH_RISK_CAP: distance('HIGH_RISK_CAP', 'in points of the penalty'),
  DISTANCE_SECTOR_BEAR: distance('SECTOR_BEAR', 'in standard deviations'),
  DISTANCE_LOW_COVERAGE: distance('LOW_COVERAGE', 'as a fraction of the metrics'),
  CLOSE: 'Features.close, in ₹.',
  DAY_CHANGE:
    'Close ÷ close of the bar before − 1, as a fraction, adjusted for what went ex in between; null when the stock has no ' +
    'bar on the day.',
  VOLUME: 'Shares traded on the day of the last bar (Features.barDate).',
  VOLUME_RATIO: 'Features.volumeRatio, as a multiple: 1.5 is 1.5 times the mean.',
  MEDIAN_TRADED_VALUE_CR: 'Features.medianTradedValueCr, in ₹ crore.',
  DMA20: 'Features.dma20, in ₹.',
  DMA50: 'Features.dma50, in ₹.',
  DMA200: 'Features.dma200, in ₹.',
  TO_DMA20: 'Close ÷ dma20 − 1, as a fraction: 0.05 is 5 % above the mean.',
  TO_DMA50: 'Close ÷ dma50 − 1, as a fraction.',
  TO_DMA200: 'Close ÷ dma200 − 1, as a fraction.',
  RSI14: 'Features.rsi14, 0 to 100.',
  ATR14: 'Features.atr14, in ₹.',
  MACD_LINE: 'Features.macdLine, in ₹.',
  MACD_SIGNAL: 'Features.macdSignal, in ₹.',
  RETURN_21D: 'Features.return21d, as a fraction.',
  RETURN_63D: 'Features.return63d, as a fraction.',
  RETURN_126D: 'Features.return126d, as a fraction.',
  RETURN_63_21D: 'Return from 63 to 21 sessions ago, as a fraction.',
  RETURN_126_21D: 'Return from 126 to 21 sessions ago, as a fraction.',
  SIGMA20: 'Features.sigma20, as a fraction per day.',
  SIGMA60: 'Features.sigma60, as a fraction per day.',
  HIGH_52W: 'Features.high52w, in ₹.',
  LOW_52W: 'Features.low52w, in ₹.',
  TO_HIGH_52W: 'Close ÷ high52w − 1, as a fraction; at most 0.',
  TO_LOW_52W: 'Close ÷ low52w − 1, as a fraction; at least 0.',
  RESISTANCE_HIGH: 'Features.resistanceHigh, in ₹.',
  LOW_20: 'Features.low20, in ₹.',
  BAR_AGE: 'Sessions since the last bar; 0 when the day has one.',
  PE: 'Fundamentals.pe, as a multiple.',
  EV_EBITDA: 'Fundamentals.evEbitda, as a multiple.',
  ROE_3Y: 'Fundamentals.roe3y, as a fraction.',
  ROCE_3Y: 'Fundamentals.roce3y, as a fraction.',
  ROA_3Y: 'Fundamentals.roa3y, as a fraction.',
  EPS_CAGR_3Y: 'Fundamentals.epsCagr3y, as a fraction.',
  SALES_CAGR_3Y: 'Fundamentals.salesCagr3y, as a fraction.',
  OPM_STDEV_12Q: 'Fundamentals.opmStdev12q, as a fraction.',
  GNPA_PCT: 'Fundamentals.gnpaPct, in %.',
  PCR_PCT: 'Fundamentals.pcrPct, in %.',
  NIM_3Y: 'Fundamentals.nim3y, in %.',
  EARNINGS_YIELD: 'Fundamentals.earningsYield, as a fraction.',
  BOOK_YIELD: 'Fundamentals.bookYield, as a fraction.',
  ASSET_GROWTH: 'Fundamentals.assetGrowth, as a fraction.',
  MARKET_CAP_CR:
    'Market capitalisation, in ₹ crore: the newest one that was reported, at most 200 days old, times the change of the ' +
    'close since; else the newest number of shares times the close.',
  PROMOTER_PCT: 'Shareholding.promoterPct, in %.',
  PLEDGED_FRACTION: 'Shareholding.pledgedFraction, 0 to 1.',
  FII_PCT: 'Shareholding.fiiPct, in %.',
  DII_PCT: 'Shareholding.diiPct, in %.',
  FII_DII_DELTA_PP: 'Shareholding.fiiDiiDeltaPp, in percentage points.',
  RISK: `Risk.value, 0 to 100; ${NOT_ASSESSED}.`,
  RISK_UPPER: `Risk.upper, 0 to 100; ${NOT_ASSESSED}.`,
  RISK_JUDGED: `Risk.judged, 0 to 100; ${NOT_ASSESSED}.`,
};

const namesOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;
const described = (descriptions: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(descriptions).map(([name, description]) => [name, { description }]));

export const StockFieldEnum = namesOf<StockField>(STOCK_FIELDS);
registerEnumType(StockFieldEnum, {
  name: 'StockField',
  description:
    'The numbers of a stock on a day that the screener knows: those of its score and its risk, and what was known of ' +
    'its prices and its business at the close. A number that is not known is null.',
  valuesConfig: described(DESCRIPTIONS),
});

export const StockOrderFieldEnum = namesOf<StockOrderField>(STOCK_ORDER_FIELDS);
registerEnumType(StockOrderFieldEnum, {
  name: 'StockOrderField',
  description:
    'What the screener can order stocks by. Stocks with equal values are ordered by ticker, ascending; those without a ' +
    'value come last.',
  valuesConfig: described({
    ...DESCRIPTIONS,
    TICKER: 'The ticker, by character code.',
    NAME: "The company's name, by character code.",
  }),
});

export const ComparisonEnum = namesOf<Comparison>(COMPARISONS);
registerEnumType(ComparisonEnum, {
  name: 'Comparison',
  description: 'How a condition compares a number. Comparisons with a number that is not known do not hold.',
  valuesConfig: described({
    AT_LEAST: 'Greater than the other side, or equal.',
    ABOVE: 'Greater than the other side.',
    AT_MOST: 'Less than the other side, or equal.',
    BELOW: 'Less than the other side.',
    EQUAL: 'Equal to the other side, to the last digit.',
    KNOWN: 'The number is known. There is no other side.',
    UNKNOWN: 'The number is not known. There is no other side.',
  } satisfies Record<Comparison, string>),
});

export const StockIncludeEnum = { SCORED: 'SCORED', ALL: 'ALL' } as const;
export type StockInclude = keyof typeof StockIncludeEnum;
registerEnumType(StockIncludeEnum, {
  name: 'StockInclude',
  description: 'Which companies the screener lists.',
  valuesConfig: described({
    SCORED: 'Those that have a score of the mode and day.',
    ALL: 'All companies, with the reason where one has no score (StockEdge.notScored).',
  }),
});
