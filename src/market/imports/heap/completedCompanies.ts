import type { Ticker } from '../../../scoring/names.js';
import type { Company } from '../../facts.js';
import type { GivenColumns } from '../adapters/adapter.js';
import type { FileFacts } from '../readFile.js';

/** The fields of a company by the columns of the import format. */
const FIELDS = {
  name: 'name',
  isin: 'isin',
  industry: 'industry',
  basic_industry: 'basicIndustry',
  sector_group: 'sectorGroup',
  listed_on: 'listedOn',
  face_value: 'faceValue',
  website: 'website',
} as const;

/**
 * Fills what a file does not say of companies with what is stored of them: a list of the exchange names no industries, and
 * must not take them away.
 *
 * @param storedOf what is stored of a company, under its ticker or a former one
 */
export function completedCompanies(
  read: FileFacts<Company>,
  { columns, keep = [] }: GivenColumns,
  storedOf: (ticker: Ticker) => Company | undefined,
): FileFacts<Company> {
  const facts = read.facts.map((company) => {
    const stored = storedOf(company.ticker);
    if (stored === undefined) return company;
    const kept = Object.entries(FIELDS).filter(
      ([column, field]) =>
        (stored[field] ?? '') !== '' &&
        (!columns.includes(column) || keep.includes(column) || (company[field] ?? '') === ''),
    );
    return { ...company, ...Object.fromEntries(kept.map(([, field]) => [field, stored[field]])) };
  });
  return { ...read, facts };
}
