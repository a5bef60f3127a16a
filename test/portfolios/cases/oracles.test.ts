import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { journalCase } from '../../../src/portfolios/cases/journalCase.js';
import { modelCase } from '../../../src/portfolios/cases/modelCase.js';
import { riskCase } from '../../../src/portfolios/cases/riskCase.js';
import { valuationCase } from '../../../src/portfolios/cases/valuationCase.js';
import { expectCase } from '../../support/portfolios/expectCase.js';
import { describeWithShared } from '../../support/shared.js';

const GROUPS = { models: modelCase, splits: valuationCase, journals: journalCase, risk: riskCase };

describeWithShared('recorded cases', 'oracles/portfolio-cases', (folder) => {
  for (const [group, answerOf] of Object.entries(GROUPS)) {
    const names = readdirSync(join(folder, group)).filter((name) => name.endsWith('.json'));
    test(`${group} has cases`, () => {
      expect(names.length).toBeGreaterThan(0);
    });
    test.each(names)(`${group}/%s`, (name) => {
      const { input, expected } = JSON.parse(readFileSync(join(folder, group, name), 'utf8')) as {
        input: unknown;
        expected: unknown;
      };
      expectCase(answerOf(input), expected);
    });
  }
});
