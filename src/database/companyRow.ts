import type { CompaniesTable } from './tables.js';

/** The columns of a company that the API shows of every stock. */
export const COMPANY_COLUMNS = [
  'name',
  'isin',
  'industry',
] as const satisfies readonly (keyof CompaniesTable)[];

/** What the API shows of a stock's company. A text is empty where it was not imported. */
export type CompanyColumns = Pick<CompaniesTable, (typeof COMPANY_COLUMNS)[number]>;
