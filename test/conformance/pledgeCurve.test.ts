import { pledgeCurvePoints } from '../../src/scoring/pillars/ownership.js';
import { describeGolden, method, POINTS } from '../support/conformance/golden.js';

interface Input {
  readonly pledge_frac: number;
  /** Null: the configured curve. The first implementation sorted any other curve by fraction. */
  readonly curve: readonly { readonly fraction: number; readonly penalty: number }[] | null;
}

describeGolden<Input, { readonly penalty: number }>('pledge_curve.json', (input, expected) => {
  const curve = input.curve
    ?.map(({ fraction, penalty }) => ({ fraction, points: penalty }))
    .sort((a, b) => a.fraction - b.fraction);
  const actual = pledgeCurvePoints(
    input.pledge_frac,
    curve ?? method.parameters.pillars.ownership.pledge_curve,
  );
  return [{ what: 'penalty', actual, expected: expected.penalty, within: POINTS }];
});
