import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { FIGURES } from '../metric/policies.js';
import type { Policies } from '../noun.js';

/** Of the kind with the most. */
const RESULTS = 12;
const INSIGHTS = 8;
const RECOMMENDATIONS = 1;
const BASIS_BYTES = 250;
/** The features of a session, and those of sixty month ends. */
const CLOSES = 61;

export const ANALYSIS_POLICIES: Policies = {
  // The market of the day is charged where it is read.
  'Query.analysis': {
    access: 'COMPANIES_READ',
    freshness: 'DAY',
    cost: ({ args }: FieldVisit) => (args['kind'] === 'VALUATION' ? FIGURES + CLOSES : 0),
    reads: 2,
  },
  ...inherited('Analysis', ['confidence', 'kind', 'on'], { basis: BASIS_BYTES, inputsHash: 66 }),
  'Analysis.results': { access: 'INHERIT', freshness: 'INHERIT', size: RESULTS },
  'Analysis.insights': { access: 'INHERIT', freshness: 'INHERIT', size: INSIGHTS },
  'Analysis.recommendations': { access: 'INHERIT', freshness: 'INHERIT', size: RECOMMENDATIONS },
};
