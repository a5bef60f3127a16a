import type { Day, Ticker } from '../../scoring/names.js';
import type { Company } from '../facts.js';
import type { GroupedDataset } from './dataset.js';

export const companies: GroupedDataset<'companies', Company, ReadonlyMap<Ticker, Company>> = {
  kind: 'FACTS',
  name: 'companies',
  file: 'companies.csv',
  stage: 'COMPANIES',
  required: ['ticker', 'name'],
  optional: ['isin', 'industry', 'basic_industry', 'sector_group', 'listed_on', 'face_value', 'website'],
  key: ['ticker'],
  notes: { face_value: 'in ₹', website: 'https only' },
  reader: (columns) => {
    const ticker = columns.newTicker();
    const name = columns.requiredText('name');
    const isin = columns.text('isin');
    const industry = columns.text('industry');
    const basicIndustry = columns.text('basic_industry');
    const group = columns.text('sector_group');
    const listedOn = columns.optionalPastDay('listed_on');
    const faceValue = columns.optionalPositive('face_value');
    const website = columns.link('website');
    return (row) => ({
      ticker: ticker(row),
      name: name(row),
      isin: isin(row),
      industry: industry(row),
      basicIndustry: basicIndustry(row),
      sectorGroup: group(row),
      ...profileOf(listedOn(row), faceValue(row), website(row)),
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
      ['listed_on', 'date'],
      ['face_value', 'numeric'],
      ['website', 'text'],
    ],
    keys: 1,
    unscored: 3,
    cells: (company, { idOf }) => [
      idOf(company.ticker),
      company.name,
      company.isin,
      company.industry,
      company.basicIndustry,
      company.sectorGroup,
      company.listedOn ?? NaN,
      company.faceValue ?? NaN,
      company.website ?? '',
    ],
    fact: (cells, { tickerOf }) => {
      const [id, name, isin, industry, basicIndustry, sectorGroup, listedOn, faceValue, website] = cells;
      return {
        ticker: tickerOf(id as number),
        name: name as string,
        isin: isin as string,
        industry: industry as string,
        basicIndustry: basicIndustry as string,
        sectorGroup: sectorGroup as string,
        ...profileOf(listedOn as Day, faceValue as number, website as string),
      };
    },
  },
  touches: () => -Infinity,
  group: (facts) => new Map(facts.map((company) => [company.ticker, company])),
};

/** Returns what is known of a profile, on which no score depends. */
const profileOf = (listedOn: Day, faceValue: number, website: string) => ({
  ...(listedOn === listedOn && { listedOn }),
  ...(faceValue === faceValue && { faceValue }),
  ...(website !== '' && { website }),
});
