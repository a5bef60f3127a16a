import { connectionPolicies } from '../connection/connectionPolicies.js';
import { FLAG_COUNTS } from '../flag/policies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import type { Policies } from '../noun.js';

/** Counting as many imports as there are in some years takes as long as reading so many rows. */
const COUNT = 100;

/** No file has rows of many such kinds. */
const LEFT_OUT_REASONS = 3;

const ROWS: FieldPolicy = { access: 'INHERIT', freshness: 'INHERIT', cost: rowsOfPage, reads: 1 };

export const IMPORT_POLICIES: Policies = {
  // Volatile, because the name of who recorded one changes without a commit of facts.
  'Query.imports': { access: 'OPERATIONS_READ', freshness: 'VOLATILE', cost: rowsOfPage, reads: 1 },
  'Import.flags': { ...FLAG_COUNTS, cost: COUNT, reads: 1 },
  'Import.flagged': ROWS,
  'Import.refusals': ROWS,
  'Import.leftOut': { access: 'INHERIT', freshness: 'INHERIT', size: LEFT_OUT_REASONS },
  'LeftOutRows.examples': { access: 'INHERIT', freshness: 'INHERIT', bytes: 200 },
  ...inherited('LeftOutRows', ['reason', 'rows']),
  ...connectionPolicies('Import', { cost: COUNT, reads: 1 }),
  ...connectionPolicies('FlaggedRow'),
  ...connectionPolicies('Refusal'),
  ...inherited(
    'Import',
    [
      ...['at', 'by', 'datasets', 'format', 'id', 'inserted', 'read', 'refused', 'status', 'touchesFrom'],
      ...['unchanged', 'updated'],
    ],
    { error: 400, file: 60, source: 60 },
  ),
  ...inherited('FlaggedRow', ['date', 'kind', 'line', 'ticker'], { detail: 120 }),
  ...inherited('Refusal', ['column', 'line', 'rule'], { reason: 300, value: 100 }),
};
