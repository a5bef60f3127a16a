import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { Classification } from '../facts.js';
import { byTicker } from '../grouping.js';
import type { GroupedDataset } from './dataset.js';

export const classifications: GroupedDataset<
  'classifications',
  Classification,
  ReadonlyMap<Ticker, readonly Classification[]>
> = {
  kind: 'FACTS',
  name: 'classifications',
  file: 'classifications.csv',
  stage: 'FACTS',
  required: ['ticker', 'from', 'industry'],
  optional: ['basic_industry', 'sector_group'],
  key: ['ticker', 'from'],
  notes: { from: 'the first day; the oldest row counts backwards, too' },
  reader: (columns) => {
    const from = columns.day('from');
    const ticker = columns.ticker(from);
    const industry = columns.requiredText('industry');
    const basicIndustry = columns.text('basic_industry');
    const group = columns.text('sector_group');
    return (row) => ({
      ticker: ticker(row),
      from: from(row),
      ofCompany: false,
      industry: industry(row),
      basicIndustry: basicIndustry(row),
      sectorGroup: group(row),
    });
  },
  keyOf: ({ ticker, from }) => `${ticker} ${isoOf(from)}`,
  table: {
    name: 'classifications',
    columns: [
      ['stock_id', 'int4'],
      ['from_day', 'date'],
      ['of_company', 'bool'],
      ['industry', 'text'],
      ['basic_industry', 'text'],
      ['sector_group', 'text'],
    ],
    keys: 3,
    cells: ({ ticker, from, ofCompany, industry, basicIndustry, sectorGroup }, { idOf }) => [
      idOf(ticker),
      from,
      ofCompany,
      industry,
      basicIndustry,
      sectorGroup,
    ],
    fact: ([id, from, ofCompany, industry, basicIndustry, sectorGroup], { tickerOf }) => ({
      ticker: tickerOf(id as number),
      from: from as Day,
      ofCompany: ofCompany as boolean,
      industry: industry as string,
      basicIndustry: basicIndustry as string,
      sectorGroup: sectorGroup as string,
    }),
  },
  // Only the oldest row of a company counts for all days; recordClassifications tells which one that is.
  touches: () => -Infinity,
  // What companies.csv said is withdrawn with its row.
  isWithdrawable: ({ ofCompany }) => !ofCompany,
  group: byTicker,
};
