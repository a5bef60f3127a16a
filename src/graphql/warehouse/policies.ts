import { CALENDAR_ROWS } from '../calendar/policies.js';
import { DatasetEnum } from '../factEnums.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** Units of counting the facts of some years of a thousand companies. */
const COUNTED = 2_000;

export const WAREHOUSE_POLICIES: Policies = {
  // Volatile, because the database grows without a commit of facts, and days pass.
  'Query.warehouseStatus': {
    access: 'OPERATIONS_READ',
    freshness: 'VOLATILE',
    cost: CALENDAR_ROWS,
    work: COUNTED,
    reads: 1,
  },
  'WarehouseStatus.datasets': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    size: Object.keys(DatasetEnum).length,
  },
  ...inherited('WarehouseStatus', ['awaited', 'bars', 'databaseBytes', 'from', 'sessions', 'stocks', 'to']),
  'DatasetStatus.sources': { access: 'INHERIT', freshness: 'INHERIT', bytes: 60 },
  ...inherited('DatasetStatus', [
    ...['accepted', 'dataset', 'flagged', 'newest', 'refused', 'rows', 'sessionsBehind', 'stale'],
  ]),
  ...inherited('AwaitedSession', ['bars', 'date', 'expected', 'needed']),
};
