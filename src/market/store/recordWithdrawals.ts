import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import { areSame, type Cell } from '../datasets/factTable.js';
import { prices } from '../datasets/prices.js';
import { withdrawals } from '../datasets/withdrawals.js';
import { earliestOf } from '../day.js';
import type { Withdrawal } from '../facts.js';
import type { FactsOnLines } from '../imports/factsOnLines.js';
import type { Refusal } from '../imports/refusal.js';
import { unknownFact } from '../imports/unknownFact.js';
import { endClosedDays } from './endClosedDays.js';
import { factsToWithdraw, type FactToWithdraw } from './factsToWithdraw.js';
import type { BatchChanges } from './recordBatch.js';
import { factsAsRecorded, insertRows, supersede } from './recordFacts.js';
import { updateSessionBars, type ChangedDays } from './sessionBars.js';
import { markAllStale, markMovedSessions, markStale } from './staleFeatures.js';
import { stockIds, type StockIds } from './stockIds.js';
import { newestBarDay, storedSessions } from './storedCalendar.js';

/** What withdrawals changed. */
export interface WithdrawnChanges extends BatchChanges {
  /** The facts that were withdrawn. */
  readonly withdrawn: number;
}

/**
 * Records withdrawals as of a batch. The facts that they name are superseded by nothing, and what depends on them is noted
 * to be computed again, as for other facts. A withdrawal that is known already changes nothing. One that names no fact is
 * refused, unless it is lifted or replaces one that holds.
 *
 * @param client is in the transaction of the batch
 * @param again whether a withdrawal that is known withdraws what was imported since
 */
export async function recordWithdrawals(
  client: pg.ClientBase,
  { file, facts, lines }: FactsOnLines<Withdrawal>,
  batch: number,
  again = false,
): Promise<WithdrawnChanges> {
  const ids = await stockIds(client);
  const { table } = withdrawals;
  const known = await factsAsRecorded(client, table, ids);
  const stored = new Map(known.map((one) => [withdrawals.keyOf(one), { one, cells: table.cells(one, ids) }]));
  const isKnown = (withdrawal: Withdrawal): boolean => {
    const former = stored.get(withdrawals.keyOf(withdrawal))?.cells;
    return former !== undefined && areSame(table.cells(withdrawal, ids), former);
  };
  const asked = facts.filter((one) => !one.lifted && (again || !isKnown(one)));
  const found = await factsToWithdraw(client, ids, asked);
  const keys = new Set(found.flatMap(({ namedBy }) => namedBy));
  const [inserted, updated]: (readonly Cell[])[][] = [[], []];
  const refusals: Refusal[] = [];
  for (const [place, withdrawal] of facts.entries()) {
    const key = withdrawals.keyOf(withdrawal);
    const former = stored.get(key)?.one;
    if (isKnown(withdrawal) && !keys.has(key)) continue;
    const isTaken = keys.has(key) || withdrawal.lifted || former?.lifted === false;
    if (!isTaken) refusals.push(unknownFact(file, lines[place], withdrawal));
    else (former === undefined ? inserted : updated).push(table.cells(withdrawal, ids));
  }
  await supersede(client, table, updated, batch);
  await insertRows(client, table, [...inserted, ...updated], batch);
  const touchesFrom = await withdraw(client, ids, found, batch);
  return {
    ...{ inserted: inserted.length, updated: updated.length, touchesFrom, refusals },
    withdrawn: found.length,
  };
}

/**
 * Ends facts, and what they have made.
 *
 * @returns the first day whose scores may differ; null: none
 */
async function withdraw(
  client: pg.ClientBase,
  ids: StockIds,
  found: readonly FactToWithdraw[],
  batch: number,
): Promise<Day | null> {
  const datasets = [...new Set(found.map(({ dataset }) => dataset))];
  const isOfSessions = datasets.some((one) => one.kind === 'BARS' || one.movesSessions === true);
  const before = isOfSessions ? await storedSessions(client, ids) : null;
  const formerNewest = await newestBarDay(client);
  for (const dataset of datasets) {
    const rows = found.filter((fact) => fact.dataset === dataset).map(({ cells }) => cells);
    await supersede(client, dataset.table, rows, batch);
  }
  const stale = found.flatMap((fact) => fact.stale ?? []);
  await markStale(client, stale, ids);
  const moved = before === null ? null : await markMovedSessions(client, ids, before);
  const changed = changedDays(found, moved);
  if (changed !== null) await updateSessionBars(client, changed);
  if (datasets.includes(prices)) await endFeatures(client, formerNewest);
  if (isOfSessions) await endClosedDays(client, ids);
  return earliestOf([...found.map(({ touches }) => touches), moved ?? Infinity]);
}

/** Returns the days whose bars were withdrawn, and those from which the sessions differ. */
function changedDays(found: readonly FactToWithdraw[], moved: Day | null): ChangedDays | null {
  const days = found.filter(({ dataset }) => dataset === prices).map(({ touches }) => touches);
  if (moved !== null) return { from: Math.min(moved, ...days), to: Infinity };
  return days.length === 0 ? null : { from: Math.min(...days), to: Math.max(...days) };
}

/** Notes that stocks have no features after the newest bar, where that is an earlier one now. */
async function endFeatures(client: pg.ClientBase, formerNewest: Day | null): Promise<void> {
  const newest = await newestBarDay(client);
  if (formerNewest !== null && newest !== null && newest < formerNewest)
    await markAllStale(client, newest + 1);
}
