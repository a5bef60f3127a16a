/** The sector groups of the shared companies, whose industry was enough for each of them before it was not any more. */
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readFacts } from '../../src/market/imports/readFile.js';
import { BARE_CONTEXT } from '../../src/market/imports/columns.js';
import { companies } from '../../src/market/datasets/companies.js';
import { DEFAULT_SECTORS, parseSectors, readSectorsFile } from '../../src/market/sectors.js';
import { describeWithShared } from '../support/shared.js';

describeWithShared('the companies of nse', 'data/nse', (folder) => {
  test('keep their groups without a line of "Financial Services"', async () => {
    const document = await readSectorsFile(DEFAULT_SECTORS);
    const now = parseSectors(document, 'sectors.yaml');
    // As runs that are stored have it.
    const before = parseSectors(
      document
        .replace(/^basic_industries:\n(?: +\S.*\n)+/m, '')
        .replace(/^industries:\n/m, 'industries:\n  Financial Services: financials\n'),
      'former.yaml',
    );
    const { facts } = await readFacts(join(folder, 'companies.csv'), companies, BARE_CONTEXT);
    expect(facts).toHaveLength(950);
    expect(before.groupOf({ ...facts[0], ticker: facts[1].ticker, industry: 'Financial Services' })).toEqual({
      group: 'financials',
    });
    const lines = facts.filter(({ industry }) => industry === 'Financial Services');
    expect(lines).toHaveLength(114);
    for (const company of lines)
      expect([company.ticker, now.groupOf(company)]).toEqual([company.ticker, before.groupOf(company)]);
    const groups = (sectors: typeof now) =>
      facts.map((company) => 'group' in sectors.groupOf(company) && sectors.groupOf(company));
    expect(groups(now)).toEqual(groups(before));
  });
});
