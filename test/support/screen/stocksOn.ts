import type { GraphqlContext } from '../../../src/graphql/context.js';
import { dataOf } from '../graphql/execute.js';
import type { NaiveStock } from './naive.js';

const GUARDRAILS = [
  'LOW_DATA_HOLD',
  'ILLIQUIDITY',
  'PLEDGE_CAP',
  'HIGH_RISK_CAP',
  'SECTOR_BEAR',
  'LOW_COVERAGE',
];
/** Of these guardrails, small values are dangerous. */
const FIRES_BELOW = ['LOW_DATA_HOLD', 'ILLIQUIDITY', 'SECTOR_BEAR'];

const STOCK = `fragment OnADay on Stock {
  ticker name isin tickers { ticker }
  score(mode: $mode, on: $on) {
    date value weighted band rank percentile sectorZ penalty { total parts { kind points } }
    confidence { value coverage } pillars { all { name score } }
    guardrails { guardrail fired observed threshold } previous { value }
    classification { sector { key } }
  }
  features(on: $on) {
    date barDate close dma20 dma50 dma200 rsi14 atr14 macdLine macdSignal resistanceHigh low20 high52w low52w
    return21d return63d return126d sigma20 sigma60 medianTradedValueCr volumeRatio
  }
  fundamentals(on: $on) {
    pe evEbitda roe3y roce3y roa3y epsCagr3y salesCagr3y opmStdev12q gnpaPct pcrPct nim3y earningsYield bookYield assetGrowth
  }
  risk(on: $on) { date value upper judged }
  shareholding(on: $on) { promoterPct pledgedFraction fiiPct diiPct fiiDiiDeltaPp }
  bars(to: $on, adjustedTo: $on, first: 2) { nodes { date close volume } }
}`;

type Numbers = Readonly<Record<string, number | null>>;
interface Answer {
  readonly ticker: string;
  readonly name: string;
  readonly isin: string | null;
  readonly tickers: readonly { readonly ticker: string }[];
  readonly score:
    | ({
        readonly date: string;
        readonly band: string;
        readonly value: number;
        readonly penalty: {
          readonly total: number;
          readonly parts: readonly { readonly kind: string; readonly points: number }[];
        };
        readonly confidence: { readonly value: number; readonly coverage: number };
        readonly pillars: { readonly all: readonly { readonly name: string; readonly score: number }[] };
        readonly guardrails: readonly {
          readonly guardrail: string;
          readonly fired: boolean;
          readonly observed: number | null;
          readonly threshold: number;
        }[];
        readonly previous: { readonly value: number } | null;
        readonly classification: { readonly sector: { readonly key: string } };
      } & Readonly<Record<'weighted' | 'rank' | 'percentile' | 'sectorZ', number>>)
    | null;
  readonly features: ({ readonly date: string; readonly barDate: string } & Numbers) | null;
  readonly risk: (Readonly<Record<'value' | 'upper' | 'judged', number>> & { readonly date: string }) | null;
  readonly fundamentals: Numbers | null;
  readonly shareholding: Numbers | null;
  readonly bars: {
    readonly nodes: readonly { readonly date: string; readonly close: number; readonly volume: number }[];
  };
}

/** Reads all companies with their numbers on a day, a stock at a time, by fields that have nothing to do with lists. */
export async function stocksOn(
  context: () => Promise<GraphqlContext>,
  tickers: readonly string[],
  on: string,
  mode: string,
): Promise<NaiveStock[]> {
  const stocks: NaiveStock[] = [];
  for (let k = 0; k < tickers.length; k += 20) {
    const asked = tickers
      .slice(k, k + 20)
      .map((ticker, n) => `s${n}: stock(ticker: "${ticker}") { ...OnADay }`);
    const query = `query ($on: Date!, $mode: Mode!) { ${asked.join('\n')} } ${STOCK}`;
    const data = (await dataOf(await context(), query, { on, mode })) as Readonly<Record<string, Answer>>;
    stocks.push(...Object.values(data).map((answer) => stockOf(answer, on)));
  }
  return stocks;
}

/** Rounds to ten decimals, as numbers are served. */
const ten = (value: number): number => Math.round(value * 1e10) / 1e10;
const quotient = (a: number | null | undefined, b: number | null | undefined): number | null =>
  a === null || b === null || a === undefined || b === undefined ? null : ten(a / b - 1);

function stockOf(answer: Answer, on: string): NaiveStock {
  const { ticker, name, isin, tickers, bars } = answer;
  const score = answer.score?.date === on ? answer.score : null;
  // Features of an earlier session are of a stock that is not traded any more.
  const f = answer.features?.date === on ? answer.features : null;
  const risk = answer.risk?.date === on ? answer.risk : null;
  const scored = score && {
    sector: score.classification.sector.key,
    band: score.band,
    fired: score.guardrails.filter(({ fired }) => fired).map(({ guardrail }) => guardrail),
  };
  const [last, before] = bars.nodes;
  const without = (longer: number | null): number | null =>
    f === null || f['return21d'] === null || longer === null
      ? null
      : ten((1 + longer) / (1 + f['return21d']) - 1);
  return {
    ...{ ticker, name, scored },
    names: [ticker, name, ...(isin === null ? [] : [isin]), ...tickers.map((span) => span.ticker)],
    values: {
      ...(score && {
        ...{ SCORE: score.value, WEIGHTED: score.weighted, PENALTY: score.penalty.total },
        ...{ CONFIDENCE: score.confidence.value, COVERAGE: score.confidence.coverage },
        CHANGE: score.previous && Math.round((score.value - score.previous.value) * 100) / 100,
        ...{ RANK: score.rank, PERCENTILE: score.percentile, SECTOR_Z: score.sectorZ },
        ...Object.fromEntries(score.pillars.all.map((pillar) => [pillar.name, pillar.score])),
        ...Object.fromEntries(score.penalty.parts.map(({ kind, points }) => [`PENALTY_${kind}`, points])),
        ...Object.fromEntries(
          GUARDRAILS.map((guardrail) => {
            const step = score.guardrails.find((one) => one.guardrail === guardrail);
            const observed = step?.observed ?? null;
            const room = step === undefined || observed === null ? null : ten(observed - step.threshold);
            const isBelow = FIRES_BELOW.includes(guardrail);
            return [`DISTANCE_${guardrail}`, room === null ? null : isBelow ? room : 0 - room];
          }),
        ),
      }),
      ...(risk && { RISK: risk.value, RISK_UPPER: risk.upper, RISK_JUDGED: risk.judged }),
      ...(f && {
        ...{ CLOSE: f['close'], DMA20: f['dma20'], DMA50: f['dma50'], DMA200: f['dma200'] },
        ...{ RSI14: f['rsi14'], ATR14: f['atr14'], MACD_LINE: f['macdLine'], MACD_SIGNAL: f['macdSignal'] },
        ...{ RESISTANCE_HIGH: f['resistanceHigh'], LOW_20: f['low20'] },
        ...{ HIGH_52W: f['high52w'], LOW_52W: f['low52w'], VOLUME_RATIO: f['volumeRatio'] },
        ...{ RETURN_21D: f['return21d'], RETURN_63D: f['return63d'], RETURN_126D: f['return126d'] },
        ...{ SIGMA20: f['sigma20'], SIGMA60: f['sigma60'], MEDIAN_TRADED_VALUE_CR: f['medianTradedValueCr'] },
        ...{ TO_DMA20: quotient(f['close'], f['dma20']), TO_DMA50: quotient(f['close'], f['dma50']) },
        TO_DMA200: quotient(f['close'], f['dma200']),
        ...{ TO_HIGH_52W: quotient(f['close'], f['high52w']), TO_LOW_52W: quotient(f['close'], f['low52w']) },
        ...{ RETURN_63_21D: without(f['return63d']), RETURN_126_21D: without(f['return126d']) },
        VOLUME: last.volume,
        DAY_CHANGE: f.barDate === on ? quotient(last.close, before?.close) : null,
        ...fundamentalsOf(answer.fundamentals),
        ...shareholdingOf(answer.shareholding),
      }),
    },
  };
}

function fundamentalsOf(known: Numbers | null) {
  if (known === null) return {};
  return {
    ...{ PE: known['pe'], EV_EBITDA: known['evEbitda'], ROE_3Y: known['roe3y'], ROCE_3Y: known['roce3y'] },
    ...{ ROA_3Y: known['roa3y'], EPS_CAGR_3Y: known['epsCagr3y'], SALES_CAGR_3Y: known['salesCagr3y'] },
    ...{ OPM_STDEV_12Q: known['opmStdev12q'], GNPA_PCT: known['gnpaPct'], PCR_PCT: known['pcrPct'] },
    ...{ NIM_3Y: known['nim3y'], EARNINGS_YIELD: known['earningsYield'] },
    ...{ BOOK_YIELD: known['bookYield'], ASSET_GROWTH: known['assetGrowth'] },
  };
}

function shareholdingOf(known: Numbers | null) {
  if (known === null) return {};
  return {
    ...{ PROMOTER_PCT: known['promoterPct'], PLEDGED_FRACTION: known['pledgedFraction'] },
    ...{ FII_PCT: known['fiiPct'], DII_PCT: known['diiPct'], FII_DII_DELTA_PP: known['fiiDiiDeltaPp'] },
  };
}
