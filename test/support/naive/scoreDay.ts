import { penaltyCapOf, weightsOf, type Method, type MethodParameters } from '../../../src/scoring/method.js';
import {
  BANDS,
  DATASETS,
  MODES,
  PENALTIES,
  PILLARS,
  type Band,
  type Guardrail,
  type Mode,
  type PenaltyKind,
  type PillarName,
  type Ticker,
} from '../../../src/scoring/names.js';
import { observed } from './groups.js';
import { naivePillars, valuationOf, type NaivePillars } from './pillars.js';
import { clamp, isPresent, mean, median, sum } from './statistics.js';
import type { NaiveDay, NaiveStock } from './stocks.js';

export interface NaiveStep {
  readonly guardrail: Guardrail;
  readonly observed: number | null;
  readonly threshold: number;
  readonly fired: boolean;
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  readonly bandBefore: Band;
  readonly bandAfter: Band;
}

export interface NaiveScore {
  readonly ticker: Ticker;
  readonly score: number;
  readonly band: Band;
  readonly pillars: Readonly<Record<PillarName, number>>;
  readonly weighted: number;
  readonly penalties: Readonly<Record<PenaltyKind, number>>;
  readonly penalty: number;
  readonly guardrails: readonly NaiveStep[];
  readonly confidence: number;
  readonly coverage: number;
  readonly sectorZ: number;
}

type Scores = ReadonlyMap<Mode, ReadonlyMap<Ticker, NaiveScore>>;

/** Method §3 to §9 of greyoak-1.1, the ordinary way: an object per stock, a map per metric. */
export function naiveScoreDay(day: NaiveDay, method: Method): Scores {
  const pillars = naivePillars(day, method.parameters);
  const references = new Map(
    [...pillars.groups].map(([sector, stocks]) => [sector, referenceVolatility(stocks, method.parameters)]),
  );
  return new Map(
    MODES.map((mode) => [
      mode,
      new Map(
        day.stocks.map((stock) => [
          stock.ticker,
          scoreOf(stock, mode, pillars, references.get(stock.sector) ?? null, method),
        ]),
      ),
    ]),
  );
}

function scoreOf(
  stock: NaiveStock,
  mode: Mode,
  { pillars, sectorZ }: NaivePillars,
  referenceSigma: number | null,
  method: Method,
): NaiveScore {
  const { parameters } = method;
  const { ticker, sector } = stock;
  const own = pillars.get(ticker);
  if (own === undefined) throw new Error(`no pillars of ${ticker}`);
  const weights = weightsOf(parameters, mode, sector);
  const weighted = sum(PILLARS.map((pillar) => weights[pillar] * round2(own[pillar])));
  const penalties = penaltiesOf(stock, mode, referenceSigma, parameters);
  const beforeCap = sum(PENALTIES.map((kind) => penalties[kind]));
  const penalty = Math.min(beforeCap, penaltyCapOf(parameters, sector));
  const { confidence, coverage } = confidenceOf(stock, parameters);
  const z = sectorZ.get(sector) ?? 0;
  const guardrails = guardrailsOf(round2(Math.max(0, weighted - penalty)), mode, method, {
    LOW_DATA_HOLD: confidence,
    ILLIQUIDITY: stock.features.median_traded_value_cr,
    PLEDGE_CAP: stock.ownership.promoter_pledge_frac,
    HIGH_RISK_CAP: beforeCap,
    SECTOR_BEAR: z,
    LOW_COVERAGE: 1 - coverage,
  });
  const { scoreAfter: score, bandAfter: band } = guardrails[guardrails.length - 1];
  return {
    ticker,
    score,
    band,
    pillars: own,
    weighted,
    penalties,
    penalty,
    guardrails,
    confidence,
    coverage,
    sectorZ: z,
  };
}

/** Half away from zero, of values that are not negative. */
const round2 = (value: number): number => Math.round(value * 100 + 1e-8) / 100;

function referenceVolatility(stocks: readonly NaiveStock[], { penalties }: MethodParameters): number | null {
  const values = observed(stocks, new Map(stocks.map(({ ticker, features }) => [ticker, features.sigma20])));
  return values.length >= penalties.volatility.min_count ? median(values) : null;
}

function penaltiesOf(
  { features, ownership, events }: NaiveStock,
  mode: Mode,
  referenceSigma: number | null,
  { penalties }: MethodParameters,
): Record<PenaltyKind, number> {
  const { volatility, event_window, governance } = penalties;
  const traded = features.median_traded_value_cr ?? 0;
  const pledged = ownership.promoter_pledge_frac ?? 0;
  const within = (days: number | null, most: number) => days !== null && days <= most;
  const { sigma20 } = features;
  const volatile =
    sigma20 !== null && referenceSigma !== null && sigma20 > volatility.multiple * referenceSigma;
  return {
    LIQUIDITY: penalties.liquidity[mode].find(({ at_least }) => traded >= at_least)?.points ?? 0,
    PLEDGE: penalties.pledge.find(({ above }) => pledged > above)?.points ?? 0,
    VOLATILITY: volatile ? volatility.points : 0,
    EVENT_WINDOW: within(events.meeting, event_window.days) ? event_window.points : 0,
    GOVERNANCE:
      (within(events.auditor, governance.days) ? governance.auditor_points : 0) +
      (within(events.board, governance.days) ? governance.board_points : 0),
  };
}

function confidenceOf(
  stock: NaiveStock,
  { confidence, hygiene, banking_groups }: MethodParameters,
): { readonly confidence: number; readonly coverage: number } {
  const { required } = hygiene;
  const meaningful = { ...stock.fundamentals, valuation: valuationOf(stock) };
  const values = [
    ...required.bars.map((name) => stock.features[name]),
    ...(banking_groups.includes(stock.sector) ? required.banking : required.non_financial).map(
      (name) => meaningful[name as keyof typeof meaningful],
    ),
    ...required.ownership.map((name) => stock.ownership[name]),
  ];
  const coverage = values.filter(isPresent).length / values.length;
  const freshness = mean(
    DATASETS.map((dataset) => {
      const age = stock.age[dataset];
      return age === null ? 0 : Math.exp(-age / confidence.slo[dataset]);
    }),
  );
  const penalty = mean(
    DATASETS.map((dataset) => (stock.secondary[dataset] === 1 ? confidence.secondary_penalty : 0)),
  );
  const { weights } = confidence;
  const total = weights.coverage * coverage + weights.freshness * freshness + weights.source * (1 - penalty);
  return { confidence: clamp(total, 0, 1), coverage };
}

function guardrailsOf(
  score: number,
  mode: Mode,
  { parameters, thresholds }: Method,
  values: Readonly<Record<Guardrail, number | null>>,
): readonly NaiveStep[] {
  const bins = parameters.penalties.liquidity[mode];
  const { guardrails } = thresholds;
  const bounds: readonly [Guardrail, number, (value: number, bound: number) => boolean][] = [
    ['LOW_DATA_HOLD', guardrails.LOW_DATA_HOLD, (value, bound) => value < bound],
    ['ILLIQUIDITY', bins[bins.length - 2].at_least, (value, bound) => value < bound],
    ['PLEDGE_CAP', guardrails.PLEDGE_CAP, (value, bound) => value > bound],
    ['HIGH_RISK_CAP', guardrails.HIGH_RISK_CAP, (value, bound) => value >= bound],
    ['SECTOR_BEAR', guardrails.SECTOR_BEAR, (value, bound) => value <= bound],
    ['LOW_COVERAGE', guardrails.LOW_COVERAGE, (value, bound) => value >= bound],
  ];
  const bandOf = (points: number): Band => {
    const { STRONG_BUY, BUY, HOLD } = thresholds.bands;
    return points >= STRONG_BUY ? 'STRONG_BUY' : points >= BUY ? 'BUY' : points >= HOLD ? 'HOLD' : 'AVOID';
  };
  const lower = (a: Band, b: Band): Band => (BANDS.indexOf(a) < BANDS.indexOf(b) ? a : b);

  const steps: NaiveStep[] = [];
  for (const [guardrail, threshold, fires] of bounds) {
    const before = steps[steps.length - 1];
    const scoreBefore = before === undefined ? score : before.scoreAfter;
    const bandBefore = before === undefined ? bandOf(score) : before.bandAfter;
    const value = values[guardrail];
    const fired = value === null ? guardrail === 'ILLIQUIDITY' : fires(value, threshold);
    const lowers = fired && guardrail === 'SECTOR_BEAR' && mode === 'INVESTOR';
    const scoreAfter = lowers
      ? Math.max(0, round2(scoreBefore - parameters.guardrails.sector_bear_points))
      : scoreBefore;
    const bandAfter = !fired ? bandBefore : lower(bandBefore, lowers ? bandOf(scoreAfter) : 'HOLD');
    steps.push({
      guardrail,
      observed: value,
      threshold,
      fired,
      scoreBefore,
      scoreAfter,
      bandBefore,
      bandAfter,
    });
  }
  return steps;
}
