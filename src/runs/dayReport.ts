import { canonicalJson } from '../canonicalJson.js';
import { reasonsByTicker, type DayInputs } from '../market/crossSection.js';
import { inputsHashOf } from '../market/inputsHash.js';
import { componentsOf, guardrailStepsOf, penaltyPartsOf } from '../scoring/explain.js';
import type { Component, GuardrailStep } from '../scoring/explain.js';
import {
  BANDS,
  MODES,
  PILLARS,
  type Band,
  type FeatureName,
  type MarketReturn,
  type Mode,
  type PenaltyKind,
  type PillarName,
} from '../scoring/names.js';
import { featuresReadBy } from '../scoring/method.js';
import { snap, snapOrNull } from '../scoring/rounding.js';
import type { DayScores } from '../scoring/scoreDay.js';

/** The score of a stock in one mode, with every step of its breakdown. */
export interface ModeReport {
  readonly score: number;
  readonly band: Band;
  readonly weighted: number;
  readonly pillars: Readonly<Record<PillarName, number>>;
  readonly penalty: {
    readonly total: number;
    readonly beforeCap: number;
    readonly cap: number;
    readonly parts: Readonly<Record<PenaltyKind, number>>;
  };
  readonly guardrails: readonly GuardrailStep[];
  readonly confidence: {
    readonly value: number;
    readonly coverage: number;
    readonly freshness: number;
    readonly sourcePenalty: number;
    readonly imputedFraction: number;
  };
  readonly sectorZ: number;
}

/** A stock of the day: its features, its scores, and the components of its pillars. */
export interface StockReport {
  readonly sector: string;
  /** Those that are inputs of the method. */
  readonly features: Readonly<Partial<Record<FeatureName, number | null>>>;
  readonly modes: Readonly<Record<Mode, ModeReport>>;
  readonly components: Readonly<Record<PillarName, readonly Component[]>>;
}

/** A whole day, as `greyoak score --json` prints it. Numbers have at most ten decimals; null means missing. */
export interface DayReport {
  readonly date: string;
  readonly method: { readonly name: string; readonly hash: string };
  readonly inputsHash: string;
  /** Where the market's returns in R and S are taken from. */
  readonly marketReturn: MarketReturn;
  readonly notScored: ReturnType<typeof reasonsByTicker>;
  readonly sectors: Readonly<Record<string, { z: number | null; score: number | null; count: number }>>;
  readonly stocks: Readonly<Record<string, StockReport>>;
}

/** Makes the report of a scored day. */
export function dayReport(day: DayScores, { section, notScored }: DayInputs): DayReport {
  const { method, momentum, sectors } = day;
  return {
    date: section.date,
    method: { name: method.name, hash: method.hash },
    inputsHash: inputsHashOf(section),
    marketReturn: day.marketReturn,
    notScored: reasonsByTicker(notScored),
    sectors: Object.fromEntries(
      section.sectors.map((sector, g) => [
        sector,
        {
          z: snapOrNull(momentum.z[g]),
          score: snapOrNull(momentum.score[g]),
          count: sectors.start[g + 1] - sectors.start[g],
        },
      ]),
    ),
    stocks: Object.fromEntries(section.tickers.map((ticker, i) => [ticker, stockReport(day, i)])),
  };
}

/** Encodes a report as one line of JSON with sorted keys: the same day gives the same bytes on every machine. */
export function dayReportJson(report: DayReport): string {
  return `${canonicalJson(report)}\n`;
}

function stockReport(day: DayScores, stock: number): StockReport {
  const { section, sectors } = day;
  return {
    sector: section.sectors[sectors.of[stock]],
    features: table(featuresReadBy(day.method.parameters), (name) =>
      snapOrNull(section.features[name][stock]),
    ),
    modes: table(MODES, (mode) => modeReport(day, mode, stock)),
    components: table(PILLARS, (pillar) => componentsOf(day, pillar, stock).map(shownComponent)),
  };
}

function modeReport(day: DayScores, mode: Mode, stock: number): ModeReport {
  const { confidence, rounded, sectorZ } = day;
  const scores = day.modes[mode];
  const { beforeCap, cap, total } = scores.penalties;
  const parts = penaltyPartsOf(scores, stock).map(({ kind, points }) => [kind, points]);
  return {
    score: scores.score[stock],
    band: BANDS[scores.band[stock]],
    weighted: scores.weighted[stock],
    pillars: table(PILLARS, (_, p) => rounded[p][stock] / 100),
    penalty: {
      total: snap(total[stock]),
      beforeCap: snap(beforeCap[stock]),
      cap: cap[stock],
      parts: Object.fromEntries(parts) as Record<PenaltyKind, number>,
    },
    guardrails: guardrailStepsOf(scores, stock).map((step) => ({
      ...step,
      observed: snapOrNull(step.observed),
    })),
    confidence: {
      value: snap(confidence.value[stock]),
      coverage: snap(confidence.coverage[stock]),
      freshness: snap(confidence.freshness[stock]),
      sourcePenalty: snap(confidence.sourcePenalty[stock]),
      imputedFraction: snap(confidence.imputedFraction[stock]),
    },
    sectorZ: snap(sectorZ[stock]),
  };
}

function shownComponent(component: Component): Component {
  return {
    ...component,
    raw: snapOrNull(component.raw),
    value: snapOrNull(component.value),
    sectorMedian: snapOrNull(component.sectorMedian),
    sectorStdev: snapOrNull(component.sectorStdev),
    z: snapOrNull(component.z),
    points: snapOrNull(component.points),
    weight: snap(component.weight),
    ofSector: snapOrNull(component.ofSector),
    ofMarket: snapOrNull(component.ofMarket),
    sigma: snapOrNull(component.sigma),
    alpha: snapOrNull(component.alpha),
  };
}

const table = <Name extends string, Value>(names: readonly Name[], of: (name: Name, at: number) => Value) =>
  Object.fromEntries(names.map((name, at) => [name, of(name, at)])) as Record<Name, Value>;
