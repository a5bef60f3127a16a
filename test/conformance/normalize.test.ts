import { scoreBySector } from '../../src/scoring/points.js';
import { describeGolden, method, POINTS } from '../support/conformance/golden.js';
import { columnOf, sectorsOf } from '../support/conformance/inputs.js';

interface Input {
  readonly values: readonly (number | null)[];
  readonly sectors: readonly (string | null)[];
  readonly higher_better: boolean;
  /** False: the metric is not part of the pillar. We give it the weight 0. */
  readonly metric_present: boolean;
}

interface Expected {
  readonly points: readonly (number | null)[];
}

describeGolden<Input, Expected>('normalize.json', (input, expected) => {
  const sectors = sectorsOf(input.sectors);
  const values = columnOf(input.values);
  const { points } = scoreBySector({ raw: values, value: values }, sectors, {
    name: 'metric',
    weight: new Float64Array(sectors.count).fill(input.metric_present ? 1 : 0),
    higherIsBetter: input.higher_better,
    missing: method.parameters.pillars.missing_fundamentals,
    loneGroupsScoreNulls: method.parameters.points.lone_groups_score_nulls,
  });
  return expected.points.map((theirs, row) => ({
    what: `points[${row}]`,
    actual: points?.[row],
    expected: theirs,
    within: POINTS,
  }));
});
