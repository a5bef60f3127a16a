import { filled } from './columns.js';
import { bandIndex, bandOf, bandsOf } from './bands.js';
import type { Method } from './method.js';
import { GUARDRAILS, type Guardrail, type Mode } from './names.js';
import { worstLiquidityBound } from './penalties.js';
import { round2 } from './rounding.js';

/** What the guardrails judge, one element for each stock, as reported and not winsorised. NaN is null. */
export interface GuardrailInputs {
  /** 0 to 1. */
  readonly confidence: Float64Array;
  /** In ₹ crore. */
  readonly medianTradedValue: Float64Array;
  /** Fraction of the promoter's shares, 0 to 1. */
  readonly pledged: Float64Array;
  /** In points. */
  readonly penaltyBeforeCap: Float64Array;
  readonly penaltyAfterCap: Float64Array;
  /** S_z of the stock's group, in standard deviations. */
  readonly sectorZ: Float64Array;
  /** 0 to 1. */
  readonly imputedFraction: Float64Array;
}

/** The step of one guardrail for every stock. Bands are indices into BANDS. */
export interface GuardrailColumns {
  readonly guardrail: Guardrail;
  readonly observed: Float64Array;
  readonly threshold: number;
  /** 1 where the condition holds, even if the band does not change. */
  readonly fired: Uint8Array;
  readonly scoreBefore: Float64Array;
  readonly scoreAfter: Float64Array;
  readonly bandBefore: Uint8Array;
  readonly bandAfter: Uint8Array;
}

const HOLD = bandIndex('HOLD');

/**
 * Applies the six guardrails, in the order of GUARDRAILS (method §9). A guardrail can lower a band and never
 * raises one; SECTOR_BEAR also lowers an investor's score.
 *
 * @param scores 0 to 100, to two decimals, after the penalty
 * @param former the same of the sessions before; null: bands are those of the thresholds
 * @returns six steps; `scoreAfter` and `bandAfter` of the last step are final
 */
export function applyGuardrails(
  scores: Float64Array,
  inputs: GuardrailInputs,
  mode: Mode,
  method: Method,
  former: Parameters<typeof bandsOf>[1] = null,
): readonly GuardrailColumns[] {
  const { bands } = method.thresholds;
  let score = scores;
  let band = bandsOf(scores, former, bands, method.parameters.bands);
  return GUARDRAILS.map((guardrail) => {
    const { observed, fires } = condition(guardrail, inputs, method);
    const threshold = guardrailThreshold(guardrail, mode, method);
    const fired = filled(new Uint8Array(observed.length), (i) => (fires(observed[i], threshold) ? 1 : 0));
    const step = { guardrail, observed, threshold, fired, scoreBefore: score, bandBefore: band };
    if (guardrail === 'SECTOR_BEAR' && mode === 'INVESTOR') {
      const points = method.parameters.guardrails.sector_bear_points;
      score = score.map((value, i) => (fired[i] ? Math.max(0, round2(value - points)) : value));
      const lowered = score;
      band = band.map((before, i) => (fired[i] ? Math.min(before, bandOf(lowered[i], bands)) : before));
    } else {
      band = band.map((before, i) => (fired[i] ? Math.min(before, HOLD) : before));
    }
    return { ...step, scoreAfter: score, bandAfter: band };
  });
}

/**
 * Returns the bound of a guardrail, in the unit of what it judges: a fraction, ₹ crore for ILLIQUIDITY, points for
 * HIGH_RISK_CAP, standard deviations for SECTOR_BEAR (method §9). Only the bound of ILLIQUIDITY depends on the mode.
 */
export function guardrailThreshold(
  guardrail: Guardrail,
  mode: Mode,
  { parameters, thresholds }: Method,
): number {
  return guardrail === 'ILLIQUIDITY'
    ? worstLiquidityBound(parameters.penalties.liquidity[mode])
    : thresholds.guardrails[guardrail];
}

interface Condition {
  readonly observed: Float64Array;
  readonly fires: (observed: number, threshold: number) => boolean;
}

/** A null fires no guardrail except ILLIQUIDITY, for which an unknown traded value counts as 0. */
function condition(guardrail: Guardrail, inputs: GuardrailInputs, method: Method): Condition {
  switch (guardrail) {
    case 'LOW_DATA_HOLD':
      return { observed: inputs.confidence, fires: (v, t) => v < t };
    case 'ILLIQUIDITY':
      return {
        observed: inputs.medianTradedValue,
        fires: (v, t) => !(v >= t),
      };
    case 'PLEDGE_CAP':
      return { observed: inputs.pledged, fires: (v, t) => v > t };
    case 'HIGH_RISK_CAP':
      return {
        observed:
          method.parameters.guardrails.high_risk_judges === 'BEFORE_CAP'
            ? inputs.penaltyBeforeCap
            : inputs.penaltyAfterCap,
        fires: (v, t) => v >= t,
      };
    case 'SECTOR_BEAR':
      return { observed: inputs.sectorZ, fires: (v, t) => v <= t };
    case 'LOW_COVERAGE':
      return {
        observed: inputs.imputedFraction,
        fires: (v, t) => v >= t,
      };
    default:
      return guardrail satisfies never;
  }
}
