import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { answerCase } from '../../../src/portfolios/cases/answerCase.js';
import { expectCase } from '../../support/portfolios/expectCase.js';
import { describeWithShared } from '../../support/shared.js';

const GROUPS = ['models', 'splits', 'journals', 'risk'];

describeWithShared('recorded cases', 'oracles/portfolio-cases', (folder) => {
  for (const group of GROUPS) {
    const names = readdirSync(join(folder, group)).filter((name) => name.endsWith('.json'));
    test(`${group} has cases`, () => {
      expect(names.length).toBeGreaterThan(0);
    });
    test.each(names)(`${group}/%s`, (name) => {
      const { input, expected } = JSON.parse(readFileSync(join(folder, group, name), 'utf8')) as {
        input: unknown;
        expected: unknown;
      };
      expectCase(answerCase({ input }), expected);
    });
  }
});
