/** What companies.csv tells of a company besides what it does. */
export interface SampleProfile {
  readonly listedOn: string;
  /** In ₹. */
  readonly faceValue: string;
  /** Empty where it is not told. */
  readonly website: string;
}

const EXAMPLE = 'https://example.com/';

/** The profiles that are known. Those of all other companies are not, as of companies of which no list of shares was read. */
export const PROFILES: Readonly<Record<string, SampleProfile>> = {
  'SYNIT02.NS': { listedOn: '2004-08-25', faceValue: '1', website: `${EXAMPLE}synit02` },
  'SYNIT09.NS': { listedOn: '2010-02-11', faceValue: '5', website: '' },
  'SYNMETAL02.NS': { listedOn: '1998-11-18', faceValue: '1', website: `${EXAMPLE}synmetal02` },
  'SYNBANK04.NS': { listedOn: '1995-11-08', faceValue: '2', website: `${EXAMPLE}synbank04` },
  'SYNPHARMA04.NS': { listedOn: '2001-07-30', faceValue: '2', website: '' },
};
