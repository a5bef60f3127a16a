import type { Ticker } from '../../scoring/names.js';
import type { Company } from '../facts.js';
import type { GroupedDataset } from './dataset.js';

export const companies: GroupedDataset<'companies', Company, ReadonlyMap<Ticker, Company>> = {
  kind: 'FACTS',
  name: 'companies',
  file: 'companies.csv',
  stage: 'COMPANIES',
  required: ['ticker', 'name'],
  optional: ['isin', 'industry', 'basic_industry', 'sector_group'],
  key: ['ticker'],
  reader: (columns) => {
    const ticker = columns.newTicker();
    const name = columns.requiredText('name');
    const isin = columns.text('isin');
    const industry = columns.text('industry');
    const basicIndustry = columns.text('basic_industry');
    const group = columns.text('sector_group');
    return (row) => ({
      ticker: ticker(row),
      name: name(row),
      isin: isin(row),
      industry: industry(row),
      basicIndustry: basicIndustry(row),
      sectorGroup: group(row),
    });
  },
  keyOf: ({ ticker }) => ticker,
  table: {
    name: 'companies',
    columns: [
      ['stock_id', 'int4'],
      ['name', 'text'],
      ['isin', 'text'],
      ['industry', 'text'],
      ['basic_industry', 'text'],
      ['sector_group', 'text'],
    ],
    keys: 1,
    cells: ({ ticker, name, isin, industry, basicIndustry, sectorGroup }, { idOf }) => [
      idOf(ticker),
      name,
      isin,
      industry,
      basicIndustry,
      sectorGroup,
    ],
    fact: ([id, name, isin, industry, basicIndustry, sectorGroup], { tickerOf }) => ({
      ticker: tickerOf(id as number),
      name: name as string,
      isin: isin as string,
      industry: industry as string,
      basicIndustry: basicIndustry as string,
      sectorGroup: sectorGroup as string,
    }),
  },
  touches: () => -Infinity,
  group: (facts) => new Map(facts.map((company) => [company.ticker, company])),
};
