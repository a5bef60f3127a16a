import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** The most numbers that a rule names. */
const MOST_NUMBERS = 8;
const SENTENCE_BYTES = 300;

export const INSIGHT_POLICIES: Policies = {
  ...inherited('Insight', ['rule'], { sentence: SENTENCE_BYTES }),
  'Insight.numbers': { access: 'INHERIT', freshness: 'INHERIT', size: MOST_NUMBERS },
  ...inherited('NamedNumber', ['name', 'value']),
};
