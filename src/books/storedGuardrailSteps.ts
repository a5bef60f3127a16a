import type { GuardrailStep } from '../scoring/explain.js';
import { guardrailThreshold } from '../scoring/guardrails.js';
import type { Method } from '../scoring/method.js';
import { BANDS, GUARDRAILS, type Band, type Guardrail } from '../scoring/names.js';
import type { ScoreRow } from './dayBook.js';

/**
 * Reads the six guardrail steps of a stored score, in their order: the same steps that `guardrailStepsOf` reads from
 * the columns that scored it.
 *
 * @param method the method that the score was made with; it has the thresholds
 */
export function storedGuardrailSteps(row: ScoreRow, method: Method): GuardrailStep[] {
  let score = row.before_guardrails;
  return GUARDRAILS.map((guardrail, at) => {
    const scoreBefore = score;
    // No other step changes the score, so the stored value is what this one made of it.
    if (guardrail === 'SECTOR_BEAR' && row.mode === 'INVESTOR') score = row.value;
    return {
      guardrail,
      fired: (row.fired & (1 << at)) !== 0,
      observed: observedBy(guardrail, row, method),
      threshold: guardrailThreshold(guardrail, row.mode, method),
      scoreBefore,
      scoreAfter: score,
      bandBefore: bandAt(row.band_trace, at),
      bandAfter: bandAt(row.band_trace, at + 1),
    };
  });
}

/** The trace has a letter for the band before the guardrails, and one after each of the six. */
function bandAt(trace: string, at: number): Band {
  const band = BANDS.find(([letter]) => letter === trace[at]);
  if (band === undefined) {
    throw new Error(`Expected a band trace of seven letters A, H, B or S, got "${trace}"`);
  }
  return band;
}

/** Returns what a guardrail judged of a stored score; null where it is not known. */
export function observedBy(guardrail: Guardrail, row: ScoreRow, { parameters }: Method): number | null {
  switch (guardrail) {
    case 'LOW_DATA_HOLD':
      return row.confidence;
    case 'ILLIQUIDITY':
      return row.traded_value_cr;
    case 'PLEDGE_CAP':
      return row.pledged_fraction;
    case 'HIGH_RISK_CAP':
      return parameters.guardrails.high_risk_judges === 'BEFORE_CAP' ? row.penalty_before_cap : row.penalty;
    case 'SECTOR_BEAR':
      return row.sector_z;
    case 'LOW_COVERAGE':
      return row.imputed_fraction;
    default:
      return guardrail satisfies never;
  }
}
