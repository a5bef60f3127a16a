import { applyGuardrails } from '../../src/scoring/guardrails.js';
import { casesOf, describeGolden, method, type LeftOut } from '../support/conformance/golden.js';
import {
  columnOf,
  compareGuarded,
  modeOf,
  tradedValueOf,
  type Guarded,
  type Numbers,
} from '../support/conformance/inputs.js';

interface Input {
  readonly score_pre_guard: number;
  readonly prices: Numbers;
  readonly ownership: Numbers;
  readonly mode: string;
  readonly confidence: number | null;
  readonly imputed_fraction: number | null;
  readonly s_z: number | null;
  readonly risk_penalty: number | null;
}

/** Two deviations that golden/README.md names. Score and flags of these cases are still compared. */
const LEFT_OUT: readonly LeftOut[] = [
  {
    reason: 'a SectorBear in investor mode that loosened an earlier cap',
    what: ['band'],
    ids: [
      ...casesOf('guardrails.json/b_bear_reband', '0651 0653 0655 0657 0671'),
      ...casesOf(
        'guardrails.json/combo',
        '0325 0328 0332 0340 0344 0345 0348 0349 0356 0357 0360 0364 0365 0368 0369 0372 0376 0377 0380 0381',
      ),
      ...casesOf('guardrails.json/random', '0711'),
    ],
  },
  {
    reason: 'the band was decided on the unrounded score (64.99999999999999 is 65)',
    what: ['band'],
    ids: casesOf('guardrails.json/b_bear_reband', '0658'),
  },
];

describeGolden<Input, Guarded>(
  'guardrails.json',
  (input, expected) => {
    const penalty = columnOf([input.risk_penalty]);
    const steps = applyGuardrails(
      Float64Array.of(input.score_pre_guard),
      {
        confidence: columnOf([input.confidence]),
        medianTradedValue: Float64Array.of(tradedValueOf(input.prices)),
        pledged: columnOf([input.ownership['promoter_pledge_frac'] ?? null]),
        penaltyBeforeCap: penalty,
        penaltyAfterCap: penalty,
        sectorZ: columnOf([input.s_z]),
        imputedFraction: columnOf([input.imputed_fraction]),
      },
      modeOf(input.mode),
      method,
    );
    return compareGuarded(steps, expected);
  },
  LEFT_OUT,
);
