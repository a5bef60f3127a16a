/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The verdict on a stock: the band that its score falls into, unless a guardrail lowered it (method §9). The bounds given here are those of the default method; Method.bandThresholds has the bounds in force. */
export type Band =
  /** A score below 50. */
  | 'AVOID'
  /** A score of at least 65 and below 75. */
  | 'BUY'
  /** A score of at least 50 and below 65, or a higher score whose band a guardrail capped. */
  | 'HOLD'
  /** A score of at least 75. */
  | 'STRONG_BUY';

/** How a condition compares a number. Comparisons with a number that is not known do not hold. */
export type Comparison =
  /** Greater than the other side. */
  | 'ABOVE'
  /** Greater than the other side, or equal. */
  | 'AT_LEAST'
  /** Less than the other side, or equal. */
  | 'AT_MOST'
  /** Less than the other side. */
  | 'BELOW'
  /** Equal to the other side, to the last digit. */
  | 'EQUAL'
  /** The number is known. There is no other side. */
  | 'KNOWN'
  /** The number is not known. There is no other side. */
  | 'UNKNOWN';

/** A condition on a number of a stock. KNOWN and UNKNOWN have no other side; for all other comparisons, exactly one of value, than and thanSectorMedian says what the number is compared with. A comparison holds only where both sides are known. */
export type Condition = {
  /** What the other side is multiplied by, where it is a field or a median; null: 1. */
  readonly factor?: number | null | undefined;
  /** The number, on the left side. */
  readonly field: StockField;
  /** How it compares with the other side. */
  readonly is: Comparison;
  /** The other side is this number of the same stock. */
  readonly than?: StockField | null | undefined;
  /** True: the other side is the median of the same field over the scored stocks of the stock's sector group for which it is known. False is the same as null. */
  readonly thanSectorMedian?: boolean | null | undefined;
  /** The other side is this number, in the unit of the field. */
  readonly value?: number | null | undefined;
};

/** Direction of an order. */
export type Direction =
  /** Ascending: the smallest value, or the first of the alphabet, comes first. */
  | 'ASC'
  /** Descending: the greatest value, or the last of the alphabet, comes first. */
  | 'DESC';

/** A range of numbers, both ends inclusive. */
export type FloatRange = {
  /** Upper bound, inclusive; null: none. */
  readonly max?: number | null | undefined;
  /** Lower bound, inclusive; null: none. */
  readonly min?: number | null | undefined;
};

/** The six guardrails, in the order in which they are applied (method §9). A guardrail may lower a band, and never raises one. To cap a band means to lower it to HOLD where it is higher. The thresholds in parentheses are those of the default method; Method.guardrailThresholds has the thresholds in force. */
export type Guardrail =
  /** Caps the band when the penalty parts sum to too much (at least 15 points). */
  | 'HIGH_RISK_CAP'
  /** Caps the band when the traded value falls into the mode's lowest bin (₹ crore). */
  | 'ILLIQUIDITY'
  /** Caps the band when too many required metrics are missing (a fraction of at least 0.25). */
  | 'LOW_COVERAGE'
  /** Caps the band when the confidence is too low (below 0.70). */
  | 'LOW_DATA_HOLD'
  /** Caps the band when the promoter has pledged too much (a fraction above 0.10). */
  | 'PLEDGE_CAP'
  /** When the sector group falls far behind (S_z at most -1.5), caps the band of a trader, and takes 5 points off the score of an investor. */
  | 'SECTOR_BEAR';

/** The investment horizon that a score is for. Both modes share the pillars; the weights, the liquidity part of the penalty and the guardrails ILLIQUIDITY and SECTOR_BEAR differ (method §6, §7, §9). */
export type Mode =
  /** A horizon of about 120 sessions. Whether its scores predict returns (docs/validation.md): NONE for greyoak-1.1: No evidence that scores predict returns: greyoak-1.1 INVESTOR, 120 sessions ahead, among the 300 most traded securities, 1,386 sessions from 2020-07-27 on (12 that do not overlap): mean IC +0.011 (95 %: −0.029 to +0.053); within sector groups +0.006 (95 %: −0.025 to +0.038). NOT_YET for greyoak-2.0: Not known yet: no session is followed by enough others to measure its scores. */
  | 'INVESTOR'
  /** A horizon of about 20 sessions. Whether its scores predict returns (docs/validation.md): NONE for greyoak-1.1: No evidence that scores predict returns: greyoak-1.1 TRADER, 20 sessions ahead, among the 300 most traded securities, 1,486 sessions from 2020-07-27 on (75 that do not overlap): mean IC +0.020 (95 %: −0.004 to +0.045); within sector groups +0.007 (95 %: −0.013 to +0.025). NOT_YET for greyoak-2.0: Not known yet: no session is followed by enough others to measure its scores. */
  | 'TRADER';

/** The five parts of the risk penalty, in their usual order (method §7). */
export type PenaltyKind =
  /** Results or a board meeting are a few calendar days ago or ahead, or on the day. */
  | 'EVENT_WINDOW'
  /** An auditor's qualification or resignation, or a resignation from the board, in the last 365 calendar days. */
  | 'GOVERNANCE'
  /** Thin trading: the median traded value of 20 sessions, in ₹ crore, is low. */
  | 'LIQUIDITY'
  /** Pledge: a large fraction of the promoter's shares is pledged. */
  | 'PLEDGE'
  /** Volatility: the daily volatility of 20 sessions is far above the sector group's median. */
  | 'VOLATILITY';

/** The six pillars of a score, in their usual order (method §5). */
export type PillarName =
  /** F: return on equity, growth and valuation; for lenders, asset quality instead of growth and valuation. */
  | 'FUNDAMENTALS'
  /** O: the promoter holding, how much of it is pledged, and how the holding of institutions changed. */
  | 'OWNERSHIP'
  /** Q: return on capital employed, and how steady the operating margin is. */
  | 'QUALITY'
  /** R: returns in excess of the sector group and the market, per unit of volatility. */
  | 'RELATIVE_STRENGTH'
  /** S: returns of the sector group in excess of the market. */
  | 'SECTOR_MOMENTUM'
  /** T: moving averages, RSI, breakout and volume of the stock's own bars. */
  | 'TECHNICALS';

/** A range of the score of one pillar, 0 to 100, both ends inclusive. */
export type PillarRange = {
  /** Upper bound, inclusive; null: none. */
  readonly max?: number | null | undefined;
  /** Lower bound, inclusive; null: none. */
  readonly min?: number | null | undefined;
  /** The pillar. */
  readonly pillar: PillarName;
};

/** The numbers of a stock on a day that the screener knows: those of its score and its risk, and what was known of its prices and its business at the close. A number that is not known is null. */
export type StockField =
  /** Fundamentals.assetGrowth, as a fraction. */
  | 'ASSET_GROWTH'
  /** Features.atr14, in ₹. */
  | 'ATR14'
  /** Sessions since the last bar; 0 when the day has one. */
  | 'BAR_AGE'
  /** Fundamentals.bookYield, as a fraction. */
  | 'BOOK_YIELD'
  /** Points gained since the score of the session before; null when there is none. */
  | 'CHANGE'
  /** Features.close, in ₹. */
  | 'CLOSE'
  /** Confidence.value, 0 to 1. */
  | 'CONFIDENCE'
  /** Confidence.coverage, 0 to 1. */
  | 'COVERAGE'
  /** Close ÷ close of the bar before − 1, as a fraction, adjusted for what went ex in between; null when the stock has no bar on the day. */
  | 'DAY_CHANGE'
  /** Shareholding.diiPct, in %. */
  | 'DII_PCT'
  /** How far the score is from the guardrail HIGH_RISK_CAP, in points of the penalty: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_HIGH_RISK_CAP'
  /** How far the score is from the guardrail ILLIQUIDITY, in ₹ crore of the median traded value: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_ILLIQUIDITY'
  /** How far the score is from the guardrail LOW_COVERAGE, as a fraction of the metrics: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_LOW_COVERAGE'
  /** How far the score is from the guardrail LOW_DATA_HOLD, as a difference of confidences, which are 0 to 1: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_LOW_DATA_HOLD'
  /** How far the score is from the guardrail PLEDGE_CAP, as a fraction of the promoters' shares: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_PLEDGE_CAP'
  /** How far the score is from the guardrail SECTOR_BEAR, in standard deviations: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_SECTOR_BEAR'
  /** Features.dma20, in ₹. */
  | 'DMA20'
  /** Features.dma50, in ₹. */
  | 'DMA50'
  /** Features.dma200, in ₹. */
  | 'DMA200'
  /** Fundamentals.earningsYield, as a fraction. */
  | 'EARNINGS_YIELD'
  /** Fundamentals.epsCagr3y, as a fraction. */
  | 'EPS_CAGR_3Y'
  /** Fundamentals.evEbitda, as a multiple. */
  | 'EV_EBITDA'
  /** Shareholding.fiiDiiDeltaPp, in percentage points. */
  | 'FII_DII_DELTA_PP'
  /** Shareholding.fiiPct, in %. */
  | 'FII_PCT'
  /** Score of the pillar fundamentals, 0 to 100. */
  | 'FUNDAMENTALS'
  /** Fundamentals.gnpaPct, in %. */
  | 'GNPA_PCT'
  /** Features.high52w, in ₹. */
  | 'HIGH_52W'
  /** Features.low20, in ₹. */
  | 'LOW_20'
  /** Features.low52w, in ₹. */
  | 'LOW_52W'
  /** Features.macdLine, in ₹. */
  | 'MACD_LINE'
  /** Features.macdSignal, in ₹. */
  | 'MACD_SIGNAL'
  /** Market capitalisation, in ₹ crore: the newest one that was reported, at most 200 days old, times the change of the close since; else the newest number of shares times the close. */
  | 'MARKET_CAP_CR'
  /** Features.medianTradedValueCr, in ₹ crore. */
  | 'MEDIAN_TRADED_VALUE_CR'
  /** Fundamentals.nim3y, in %. */
  | 'NIM_3Y'
  /** Fundamentals.opmStdev12q, as a fraction. */
  | 'OPM_STDEV_12Q'
  /** Score of the pillar ownership, 0 to 100. */
  | 'OWNERSHIP'
  /** Fundamentals.pcrPct, in %. */
  | 'PCR_PCT'
  /** Fundamentals.pe, as a multiple. */
  | 'PE'
  /** Penalty.total, in points. */
  | 'PENALTY'
  /** Points of the part EVENT_WINDOW of the penalty (method §7). */
  | 'PENALTY_EVENT_WINDOW'
  /** Points of the part GOVERNANCE of the penalty (method §7). */
  | 'PENALTY_GOVERNANCE'
  /** Points of the part LIQUIDITY of the penalty (method §7). */
  | 'PENALTY_LIQUIDITY'
  /** Points of the part PLEDGE of the penalty (method §7). */
  | 'PENALTY_PLEDGE'
  /** Points of the part VOLATILITY of the penalty (method §7). */
  | 'PENALTY_VOLATILITY'
  /** Score.percentile within the run and mode, above 0 to 100. */
  | 'PERCENTILE'
  /** Shareholding.pledgedFraction, 0 to 1. */
  | 'PLEDGED_FRACTION'
  /** Shareholding.promoterPct, in %. */
  | 'PROMOTER_PCT'
  /** Score of the pillar quality, 0 to 100. */
  | 'QUALITY'
  /** Score.rank within the run and mode; 1 is the best. */
  | 'RANK'
  /** Score of the pillar relative strength, 0 to 100. */
  | 'RELATIVE_STRENGTH'
  /** Features.resistanceHigh, in ₹. */
  | 'RESISTANCE_HIGH'
  /** Features.return21d, as a fraction. */
  | 'RETURN_21D'
  /** Features.return63d, as a fraction. */
  | 'RETURN_63D'
  /** Return from 63 to 21 sessions ago, as a fraction. */
  | 'RETURN_63_21D'
  /** Features.return126d, as a fraction. */
  | 'RETURN_126D'
  /** Return from 126 to 21 sessions ago, as a fraction. */
  | 'RETURN_126_21D'
  /** Risk.value, 0 to 100; null where the stock was not assessed on the day. Needs the scope RISK_READ. */
  | 'RISK'
  /** Risk.judged, 0 to 100; null where the stock was not assessed on the day. Needs the scope RISK_READ. */
  | 'RISK_JUDGED'
  /** Risk.upper, 0 to 100; null where the stock was not assessed on the day. Needs the scope RISK_READ. */
  | 'RISK_UPPER'
  /** Fundamentals.roa3y, as a fraction. */
  | 'ROA_3Y'
  /** Fundamentals.roce3y, as a fraction. */
  | 'ROCE_3Y'
  /** Fundamentals.roe3y, as a fraction. */
  | 'ROE_3Y'
  /** Features.rsi14, 0 to 100. */
  | 'RSI14'
  /** Fundamentals.salesCagr3y, as a fraction. */
  | 'SALES_CAGR_3Y'
  /** Score.value, 0 to 100. */
  | 'SCORE'
  /** Score of the pillar sector momentum, 0 to 100. */
  | 'SECTOR_MOMENTUM'
  /** Score.sectorZ, in standard deviations. */
  | 'SECTOR_Z'
  /** Features.sigma20, as a fraction per day. */
  | 'SIGMA20'
  /** Features.sigma60, as a fraction per day. */
  | 'SIGMA60'
  /** Score of the pillar technicals, 0 to 100. */
  | 'TECHNICALS'
  /** Close ÷ dma20 − 1, as a fraction: 0.05 is 5 % above the mean. */
  | 'TO_DMA20'
  /** Close ÷ dma50 − 1, as a fraction. */
  | 'TO_DMA50'
  /** Close ÷ dma200 − 1, as a fraction. */
  | 'TO_DMA200'
  /** Close ÷ high52w − 1, as a fraction; at most 0. */
  | 'TO_HIGH_52W'
  /** Close ÷ low52w − 1, as a fraction; at least 0. */
  | 'TO_LOW_52W'
  /** Shares traded on the day of the last bar (Features.barDate). */
  | 'VOLUME'
  /** Features.volumeRatio, as a multiple: 1.5 is 1.5 times the mean. */
  | 'VOLUME_RATIO'
  /** Score.weighted, 0 to 100, before penalty and guardrails. */
  | 'WEIGHTED';

/** Selects stocks. A stock must match every field that is given; a null field matches all stocks. A filter that no stock can match is refused, such as an empty list, or a range outside of what the number can be. A stock without a score (include: ALL) matches no field that is about scores. At most 100 conditions (where) may stand in a filter, and filters may be nested 6 deep. */
export type StockFilter = {
  /** The stock must match all of these filters. */
  readonly and?: ReadonlyArray<StockFilter> | null | undefined;
  /** The band is one of these. */
  readonly bands?: ReadonlyArray<Band> | null | undefined;
  /** Range of Confidence.value, 0 to 1. */
  readonly confidence?: FloatRange | null | undefined;
  /** All of these guardrails fired. */
  readonly fired?: ReadonlyArray<Guardrail> | null | undefined;
  /** The stock must not match this filter. */
  readonly not?: StockFilter | null | undefined;
  /** None of these guardrails fired. */
  readonly notFired?: ReadonlyArray<Guardrail> | null | undefined;
  /** The stock must match at least one of these filters. */
  readonly or?: ReadonlyArray<StockFilter> | null | undefined;
  /** Range of Penalty.total, in points. */
  readonly penalty?: FloatRange | null | undefined;
  /** Ranges of the scores of pillars, 0 to 100. The stock must match all of them. */
  readonly pillars?: ReadonlyArray<PillarRange> | null | undefined;
  /** Range of Score.value, 0 to 100. */
  readonly score?: FloatRange | null | undefined;
  /** Text that the name, the ticker, a former ticker or an ISIN contains, not case-sensitive. ISINs that the company had before count, too. */
  readonly search?: string | null | undefined;
  /** The stock is in one of these sector groups (Sector.key), as of when the score was made. An unknown key is refused. */
  readonly sectors?: ReadonlyArray<string> | null | undefined;
  /** The stock is one of these. Unknown tickers are ignored; a list without a known one is refused. */
  readonly tickers?: ReadonlyArray<string> | null | undefined;
  /** Conditions on numbers of the day. The stock must match all of them. */
  readonly where?: ReadonlyArray<Condition> | null | undefined;
};

/** Order of the stocks in the screener. */
export type StockOrder = {
  /** Ascending or descending. */
  readonly direction?: Direction;
  /** The value to order by. */
  readonly field: StockOrderField;
};

/** What the screener can order stocks by. Stocks with equal values are ordered by ticker, ascending; those without a value come last. */
export type StockOrderField =
  /** Fundamentals.assetGrowth, as a fraction. */
  | 'ASSET_GROWTH'
  /** Features.atr14, in ₹. */
  | 'ATR14'
  /** Sessions since the last bar; 0 when the day has one. */
  | 'BAR_AGE'
  /** Fundamentals.bookYield, as a fraction. */
  | 'BOOK_YIELD'
  /** Points gained since the score of the session before; null when there is none. */
  | 'CHANGE'
  /** Features.close, in ₹. */
  | 'CLOSE'
  /** Confidence.value, 0 to 1. */
  | 'CONFIDENCE'
  /** Confidence.coverage, 0 to 1. */
  | 'COVERAGE'
  /** Close ÷ close of the bar before − 1, as a fraction, adjusted for what went ex in between; null when the stock has no bar on the day. */
  | 'DAY_CHANGE'
  /** Shareholding.diiPct, in %. */
  | 'DII_PCT'
  /** How far the score is from the guardrail HIGH_RISK_CAP, in points of the penalty: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_HIGH_RISK_CAP'
  /** How far the score is from the guardrail ILLIQUIDITY, in ₹ crore of the median traded value: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_ILLIQUIDITY'
  /** How far the score is from the guardrail LOW_COVERAGE, as a fraction of the metrics: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_LOW_COVERAGE'
  /** How far the score is from the guardrail LOW_DATA_HOLD, as a difference of confidences, which are 0 to 1: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_LOW_DATA_HOLD'
  /** How far the score is from the guardrail PLEDGE_CAP, as a fraction of the promoters' shares: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_PLEDGE_CAP'
  /** How far the score is from the guardrail SECTOR_BEAR, in standard deviations: positive where there is room before it fires, negative beyond its threshold; null when what it judges is not known (method §9). */
  | 'DISTANCE_SECTOR_BEAR'
  /** Features.dma20, in ₹. */
  | 'DMA20'
  /** Features.dma50, in ₹. */
  | 'DMA50'
  /** Features.dma200, in ₹. */
  | 'DMA200'
  /** Fundamentals.earningsYield, as a fraction. */
  | 'EARNINGS_YIELD'
  /** Fundamentals.epsCagr3y, as a fraction. */
  | 'EPS_CAGR_3Y'
  /** Fundamentals.evEbitda, as a multiple. */
  | 'EV_EBITDA'
  /** Shareholding.fiiDiiDeltaPp, in percentage points. */
  | 'FII_DII_DELTA_PP'
  /** Shareholding.fiiPct, in %. */
  | 'FII_PCT'
  /** Score of the pillar fundamentals, 0 to 100. */
  | 'FUNDAMENTALS'
  /** Fundamentals.gnpaPct, in %. */
  | 'GNPA_PCT'
  /** Features.high52w, in ₹. */
  | 'HIGH_52W'
  /** Features.low20, in ₹. */
  | 'LOW_20'
  /** Features.low52w, in ₹. */
  | 'LOW_52W'
  /** Features.macdLine, in ₹. */
  | 'MACD_LINE'
  /** Features.macdSignal, in ₹. */
  | 'MACD_SIGNAL'
  /** Market capitalisation, in ₹ crore: the newest one that was reported, at most 200 days old, times the change of the close since; else the newest number of shares times the close. */
  | 'MARKET_CAP_CR'
  /** Features.medianTradedValueCr, in ₹ crore. */
  | 'MEDIAN_TRADED_VALUE_CR'
  /** The company's name, by character code. */
  | 'NAME'
  /** Fundamentals.nim3y, in %. */
  | 'NIM_3Y'
  /** Fundamentals.opmStdev12q, as a fraction. */
  | 'OPM_STDEV_12Q'
  /** Score of the pillar ownership, 0 to 100. */
  | 'OWNERSHIP'
  /** Fundamentals.pcrPct, in %. */
  | 'PCR_PCT'
  /** Fundamentals.pe, as a multiple. */
  | 'PE'
  /** Penalty.total, in points. */
  | 'PENALTY'
  /** Points of the part EVENT_WINDOW of the penalty (method §7). */
  | 'PENALTY_EVENT_WINDOW'
  /** Points of the part GOVERNANCE of the penalty (method §7). */
  | 'PENALTY_GOVERNANCE'
  /** Points of the part LIQUIDITY of the penalty (method §7). */
  | 'PENALTY_LIQUIDITY'
  /** Points of the part PLEDGE of the penalty (method §7). */
  | 'PENALTY_PLEDGE'
  /** Points of the part VOLATILITY of the penalty (method §7). */
  | 'PENALTY_VOLATILITY'
  /** Score.percentile within the run and mode, above 0 to 100. */
  | 'PERCENTILE'
  /** Shareholding.pledgedFraction, 0 to 1. */
  | 'PLEDGED_FRACTION'
  /** Shareholding.promoterPct, in %. */
  | 'PROMOTER_PCT'
  /** Score of the pillar quality, 0 to 100. */
  | 'QUALITY'
  /** Score.rank within the run and mode; 1 is the best. */
  | 'RANK'
  /** Score of the pillar relative strength, 0 to 100. */
  | 'RELATIVE_STRENGTH'
  /** Features.resistanceHigh, in ₹. */
  | 'RESISTANCE_HIGH'
  /** Features.return21d, as a fraction. */
  | 'RETURN_21D'
  /** Features.return63d, as a fraction. */
  | 'RETURN_63D'
  /** Return from 63 to 21 sessions ago, as a fraction. */
  | 'RETURN_63_21D'
  /** Features.return126d, as a fraction. */
  | 'RETURN_126D'
  /** Return from 126 to 21 sessions ago, as a fraction. */
  | 'RETURN_126_21D'
  /** Risk.value, 0 to 100; null where the stock was not assessed on the day. Needs the scope RISK_READ. */
  | 'RISK'
  /** Risk.judged, 0 to 100; null where the stock was not assessed on the day. Needs the scope RISK_READ. */
  | 'RISK_JUDGED'
  /** Risk.upper, 0 to 100; null where the stock was not assessed on the day. Needs the scope RISK_READ. */
  | 'RISK_UPPER'
  /** Fundamentals.roa3y, as a fraction. */
  | 'ROA_3Y'
  /** Fundamentals.roce3y, as a fraction. */
  | 'ROCE_3Y'
  /** Fundamentals.roe3y, as a fraction. */
  | 'ROE_3Y'
  /** Features.rsi14, 0 to 100. */
  | 'RSI14'
  /** Fundamentals.salesCagr3y, as a fraction. */
  | 'SALES_CAGR_3Y'
  /** Score.value, 0 to 100. */
  | 'SCORE'
  /** Score of the pillar sector momentum, 0 to 100. */
  | 'SECTOR_MOMENTUM'
  /** Score.sectorZ, in standard deviations. */
  | 'SECTOR_Z'
  /** Features.sigma20, as a fraction per day. */
  | 'SIGMA20'
  /** Features.sigma60, as a fraction per day. */
  | 'SIGMA60'
  /** Score of the pillar technicals, 0 to 100. */
  | 'TECHNICALS'
  /** The ticker, by character code. */
  | 'TICKER'
  /** Close ÷ dma20 − 1, as a fraction: 0.05 is 5 % above the mean. */
  | 'TO_DMA20'
  /** Close ÷ dma50 − 1, as a fraction. */
  | 'TO_DMA50'
  /** Close ÷ dma200 − 1, as a fraction. */
  | 'TO_DMA200'
  /** Close ÷ high52w − 1, as a fraction; at most 0. */
  | 'TO_HIGH_52W'
  /** Close ÷ low52w − 1, as a fraction; at least 0. */
  | 'TO_LOW_52W'
  /** Shares traded on the day of the last bar (Features.barDate). */
  | 'VOLUME'
  /** Features.volumeRatio, as a multiple: 1.5 is 1.5 times the mean. */
  | 'VOLUME_RATIO'
  /** Score.weighted, 0 to 100, before penalty and guardrails. */
  | 'WEIGHTED';

export type StockCardQueryVariables = Exact<{
  ticker: string;
  mode: Mode;
}>;

export type StockCardQuery = {
  readonly stock: {
    readonly industry: string | null;
    readonly id: string;
    readonly ticker: string;
    readonly name: string;
    readonly sector: { readonly key: string; readonly name: string };
    readonly score: {
      readonly date: string;
      readonly value: number;
      readonly band: Band;
      readonly pillars: {
        readonly all: ReadonlyArray<{
          readonly name: PillarName;
          readonly score: number;
          readonly weight: number;
        }>;
      };
      readonly penalty: { readonly total: number };
      readonly confidence: { readonly value: number };
      readonly previous: { readonly date: string; readonly value: number } | null;
    } | null;
  } | null;
};

export type ScreenerPageQueryVariables = Exact<{
  mode: Mode;
  filter?: StockFilter | null | undefined;
  orderBy?: StockOrder | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;

export type ScreenerPageQuery = {
  readonly stocks: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly ticker: string;
      readonly name: string;
      readonly score: { readonly value: number; readonly band: Band } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type CompareStocksQueryVariables = Exact<{
  tickers: ReadonlyArray<string> | string;
  mode: Mode;
  first: number;
}>;

export type CompareStocksQuery = {
  readonly stocks: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly ticker: string;
      readonly name: string;
      readonly score: {
        readonly value: number;
        readonly band: Band;
        readonly pillars: {
          readonly fundamentals: { readonly score: number };
          readonly technicals: { readonly score: number };
          readonly relativeStrength: { readonly score: number };
          readonly ownership: { readonly score: number };
          readonly quality: { readonly score: number };
          readonly sectorMomentum: { readonly score: number };
        };
      } | null;
      readonly fundamentals: { readonly pe: number | null; readonly roe3y: number | null } | null;
    }>;
  };
};

export type WhyThisScoreQueryVariables = Exact<{
  ticker: string;
  mode: Mode;
  on?: string | null | undefined;
}>;

export type WhyThisScoreQuery = {
  readonly stock: {
    readonly id: string;
    readonly ticker: string;
    readonly name: string;
    readonly score: {
      readonly date: string;
      readonly value: number;
      readonly weighted: number;
      readonly pillars: {
        readonly all: ReadonlyArray<{
          readonly name: PillarName;
          readonly score: number;
          readonly weight: number;
          readonly contribution: number;
        }>;
      };
      readonly penalty: {
        readonly total: number;
        readonly beforeCap: number;
        readonly cap: number;
        readonly parts: ReadonlyArray<{
          readonly kind: PenaltyKind;
          readonly points: number;
          readonly reason: string;
        }>;
      };
      readonly guardrails: ReadonlyArray<{
        readonly guardrail: Guardrail;
        readonly fired: boolean;
        readonly scoreBefore: number;
        readonly scoreAfter: number;
        readonly reason: string;
      }>;
    } | null;
  } | null;
};

export type HistoryQueryVariables = Exact<{
  ticker: string;
  mode: Mode;
  from?: string | null | undefined;
  to?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;

export type HistoryQuery = {
  readonly stock: {
    readonly id: string;
    readonly ticker: string;
    readonly name: string;
    readonly scores: {
      readonly nodes: ReadonlyArray<{ readonly date: string; readonly value: number; readonly band: Band }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type StockNameFragment = { readonly id: string; readonly ticker: string; readonly name: string };

export const StockNameFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<StockNameFragment, unknown>;
export const StockCardDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'StockCard' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Ticker' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Mode' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'stock' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'ticker' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'StockName' } },
                { kind: 'Field', name: { kind: 'Name', value: 'industry' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'sector' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'key' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'score' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'mode' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'band' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'pillars' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'all' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'score' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'weight' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'penalty' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [{ kind: 'Field', name: { kind: 'Name', value: 'total' } }],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'confidence' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [{ kind: 'Field', name: { kind: 'Name', value: 'value' } }],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'previous' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<StockCardQuery, StockCardQueryVariables>;
export const ScreenerPageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'ScreenerPage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Mode' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'filter' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'StockFilter' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'orderBy' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'StockOrder' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'stocks' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'mode' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'filter' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'filter' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'orderBy' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'orderBy' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'after' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'totalCount' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'nodes' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'StockName' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'score' },
                        arguments: [
                          {
                            kind: 'Argument',
                            name: { kind: 'Name', value: 'mode' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
                          },
                        ],
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'band' } },
                          ],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'pageInfo' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'hasNextPage' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'endCursor' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ScreenerPageQuery, ScreenerPageQueryVariables>;
export const CompareStocksDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'CompareStocks' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'tickers' } },
          type: {
            kind: 'NonNullType',
            type: {
              kind: 'ListType',
              type: {
                kind: 'NonNullType',
                type: { kind: 'NamedType', name: { kind: 'Name', value: 'Ticker' } },
              },
            },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Mode' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'stocks' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'mode' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'filter' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'tickers' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'tickers' } },
                    },
                  ],
                },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'nodes' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'StockName' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'score' },
                        arguments: [
                          {
                            kind: 'Argument',
                            name: { kind: 'Name', value: 'mode' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
                          },
                        ],
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'band' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'pillars' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'fundamentals' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'technicals' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'relativeStrength' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'ownership' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'quality' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'sectorMomentum' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'fundamentals' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'pe' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'roe3y' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CompareStocksQuery, CompareStocksQueryVariables>;
export const WhyThisScoreDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'WhyThisScore' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Ticker' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Mode' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'on' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'Date' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'stock' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'ticker' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'StockName' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'score' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'mode' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'on' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'on' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'weighted' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'pillars' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'all' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'score' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'weight' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'contribution' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'penalty' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'total' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'beforeCap' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'cap' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'parts' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'points' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'guardrails' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'guardrail' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'fired' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'scoreBefore' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'scoreAfter' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<WhyThisScoreQuery, WhyThisScoreQueryVariables>;
export const HistoryDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'History' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Ticker' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Mode' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'from' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'Date' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'to' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'Date' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'stock' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'ticker' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'StockName' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'scores' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'mode' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'from' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'from' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'to' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'to' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'after' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'nodes' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'band' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'pageInfo' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'hasNextPage' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'endCursor' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<HistoryQuery, HistoryQueryVariables>;
