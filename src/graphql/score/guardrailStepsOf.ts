import type { ScoreRow } from '../../books/dayBook.js';
import type { Method } from '../../scoring/method.js';
import { BANDS, GUARDRAILS, type Band, type Guardrail, type Mode } from '../../scoring/names.js';
import { guardrailThresholdOf } from '../method/guardrailThresholdOf.js';
import { inWords, percent, plural } from '../numbers.js';
import { GuardrailStep, type TracedStep } from './guardrailStep.js';

/** The six steps of a stored score, in their order, with the bounds of the method that it was made with. */
export function guardrailStepsOf(row: ScoreRow, method: Method): GuardrailStep[] {
  let score = row.before_guardrails;
  return GUARDRAILS.map((guardrail, at) => {
    const scoreBefore = score;
    // No other step changes the score, so what is stored in the end is what this one made of it.
    if (guardrail === 'SECTOR_BEAR' && row.mode === 'INVESTOR') score = row.value;
    const step: TracedStep = {
      guardrail,
      fired: (row.fired & (1 << at)) !== 0,
      observed: observed(guardrail, row, method),
      threshold: guardrailThresholdOf(guardrail, row.mode, method),
      scoreBefore,
      scoreAfter: score,
      bandBefore: bandAt(row.band_trace, at),
      bandAfter: bandAt(row.band_trace, at + 1),
    };
    return new GuardrailStep(step, () => `${condition(step)}: ${effect(step, row.mode)}.`);
  });
}

/** The trace has a letter for the band before the guardrails, and one after each of the six. */
function bandAt(trace: string, at: number): Band {
  const band = BANDS.find(([letter]) => letter === trace[at]);
  if (band === undefined)
    throw new Error(`expected a band trace of seven letters A, H, B or S, got "${trace}"`);
  return band;
}

function observed(guardrail: Guardrail, row: ScoreRow, { parameters }: Method): number | null {
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

function condition({ guardrail, fired, observed, threshold }: TracedStep): string {
  const bound = threshold ?? 0;
  switch (guardrail) {
    case 'LOW_DATA_HOLD':
      return `The confidence is ${inWords(observed ?? 0)}, ${fired ? 'below' : 'not below'} ${inWords(bound)}`;
    case 'ILLIQUIDITY':
      if (observed === null) return 'The traded value is not known, which counts as none at all';
      return (
        `A median of ₹${inWords(observed)} crore is traded a day, ` +
        `${fired ? 'less than' : 'not less than'} ₹${inWords(bound)} crore`
      );
    case 'PLEDGE_CAP':
      if (observed === null) return 'How much the promoter has pledged is not known';
      return (
        `The promoter has pledged ${percent(observed)} of its shares, ` +
        `${fired ? 'more than' : 'not more than'} ${percent(bound)}`
      );
    case 'HIGH_RISK_CAP':
      return (
        `The penalty for risk sums to ${plural(observed ?? 0, 'point')}, ` +
        `${fired ? 'at least' : 'fewer than'} ${inWords(bound)}`
      );
    case 'SECTOR_BEAR':
      return (
        `The sector group's momentum is ${inWords(observed ?? 0)} standard deviations, ` +
        `${fired ? 'at most' : 'above'} ${inWords(bound)}`
      );
    case 'LOW_COVERAGE':
      return (
        `${percent(observed ?? 0)} of the required metrics are missing, ` +
        `${fired ? 'at least' : 'less than'} ${percent(bound)}`
      );
    default:
      return guardrail satisfies never;
  }
}

function effect(step: TracedStep, mode: Mode): string {
  const { guardrail, fired, scoreBefore, scoreAfter, bandBefore, bandAfter } = step;
  if (!fired) return 'nothing changes';
  const band =
    bandBefore === bandAfter ? `the band stays ${bandAfter}` : `${bandBefore} becomes ${bandAfter}`;
  if (guardrail !== 'SECTOR_BEAR' || mode !== 'INVESTOR') return `at most HOLD, ${band}`;
  return `the score falls from ${scoreBefore.toFixed(2)} to ${scoreAfter.toFixed(2)}, ${band}`;
}
