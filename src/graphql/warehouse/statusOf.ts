import type { Sessions } from '../../market/calendar.js';
import { dayOf, yearOf } from '../../market/day.js';
import type { Day } from '../../scoring/names.js';
import { DatasetEnum, type DatasetName } from '../factEnums.js';
import { DatasetStatus } from './datasetStatus.js';
import type { WarehouseFacts } from './warehouseLoader.js';

/** Days after the end of a period by which the next one should be in: its length, and the lag until it is published. */
const DUE_AFTER_DAYS: Readonly<Partial<Record<DatasetName, number>>> = {
  FUNDAMENTALS: 366 + 60,
  STATEMENTS: 92 + 60,
  SHAREHOLDING: 92 + 21,
};

/**
 * Returns the status of each dataset.
 *
 * @param today the day in India; its session may still be running, so that its bars are not expected
 */
export function statusOf(facts: WarehouseFacts, sessions: Sessions, today: Day): DatasetStatus[] {
  return Object.values(DatasetEnum).map((dataset) => {
    const { rows, newest } = facts.tables.get(dataset) ?? { rows: 0, newest: null };
    const imports = facts.imports.get(dataset.toLowerCase());
    const day = newest === null ? null : dayOf(newest);
    const isBars = dataset === 'PRICES' || dataset === 'INDICES';
    const sessionsBehind =
      isBars && day !== null ? Math.max(0, sessions.countUpTo(today - 1) - sessions.countUpTo(day)) : null;
    return new DatasetStatus({
      ...{ dataset, rows, newest, sessionsBehind },
      accepted: imports?.accepted ?? 0,
      flagged: imports?.flagged ?? 0,
      refused: imports?.refused ?? 0,
      stale: sessionsBehind === null ? day !== null && isDue(dataset, day, today) : sessionsBehind > 0,
      sources: imports?.sources ?? [],
    });
  });
}

function isDue(dataset: DatasetName, newest: Day, today: Day): boolean {
  if (dataset === 'HOLIDAYS') return yearOf(newest) < yearOf(today);
  return today - newest > (DUE_AFTER_DAYS[dataset] ?? Infinity);
}
