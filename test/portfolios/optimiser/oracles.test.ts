import { expect, test } from '@jest/globals';
import { answerCase } from '../../../src/portfolios/cases/answerCase.js';
import { differences } from '../../support/portfolios/differences.js';
import { portfolioCases } from '../../support/portfolios/portfolioCases.js';
import { describeWithShared } from '../../support/shared.js';

describeWithShared('recorded rebalances', 'oracles/portfolio-cases', (folder) => {
  const cases = portfolioCases(folder, 'rebalance');

  test('are all there', () => {
    expect(cases.length).toBe(93);
  });

  test.each(cases.filter(({ compare }) => compare === 'exact').map((one) => [one.name, one] as const))(
    '%s',
    (_, one) => {
      // Messages are ours.
      const ours = { ...answerCase(one), message: null };
      expect(differences(ours, { ...one.expected, message: null })).toEqual([]);
    },
  );

  test.each(cases.filter(({ compare }) => compare === 'bounds').map((one) => [one.name, one] as const))(
    '%s',
    (_, one) => {
      const ours = answerCase(one) as { readonly [key: string]: unknown };
      const { cashAfterAtLeast, objectiveAtLeast, objectiveAtMost, objectiveWithTolerance, status } =
        one.expected;
      expect(ours['status']).toBe(status);
      expect(Number(ours['objective'])).toBeGreaterThanOrEqual(Number(objectiveAtLeast));
      expect(Number(ours['objective'])).toBeLessThanOrEqual(Number(objectiveAtMost));
      expect(Number(ours['objective'])).toBeLessThanOrEqual(Number(objectiveWithTolerance));
      expect(Number(ours['cashAfter'])).toBeGreaterThanOrEqual(Number(cashAfterAtLeast));
    },
  );
});
