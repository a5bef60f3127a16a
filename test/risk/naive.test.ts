import { expect, test } from '@jest/globals';
import { assessDay } from '../../src/risk/assessDay.js';
import { assessmentOf } from '../../src/risk/assessmentOf.js';
import { naiveObservations } from '../support/naive/risks.js';
import { randomRiskDay } from '../support/risk/randomDay.js';
import { observationsOf, riskMethod } from '../support/risk/riskDay.js';

const SEEDS = Array.from({ length: 8 }, (_, k) => k + 1);

test.each(SEEDS)('a day is what the specification says, word for word (seed %p)', (seed) => {
  const inputs = randomRiskDay(seed, 60);
  const risks = assessDay(inputs, riskMethod);
  expect(risks.tickers).toEqual(inputs.stocks.map(({ ticker }) => ticker));
  inputs.stocks.forEach((stock, i) => {
    const expected = naiveObservations(inputs, stock);
    const observed = observationsOf(risks, i);
    expect(rounded(observed)).toEqual(rounded(expected));
    const bare = ({ value, counted, lower, upper }: { [name: string]: unknown }) => [
      value,
      counted,
      lower,
      upper,
    ];
    const [ours, theirs] = [observed, expected].map((of) => assessmentOf(of, riskMethod));
    expect(ours.parts.map((part) => bare({ ...part }))).toEqual(
      theirs.parts.map((part) => bare({ ...part })),
    );
    expect({ ...ours, parts: null }).toEqual({ ...theirs, parts: null });
  });
});

/** Numbers to nine digits: noise may decide the tenth. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'number' ? Number(inner.toPrecision(9)) + 0 : inner,
    ),
  );
