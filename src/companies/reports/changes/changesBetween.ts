import { storable } from '../../documents/store/storable.js';
import type { ReportCell, ReportContent } from '../reportContent.js';
import type { ReportChange, ReportChanges } from '../reportDocument.js';
import type { ReportTemplate } from '../template/reportTemplate.js';
import { findingChanges } from './findingChanges.js';
import { tableChanges } from './tableChanges.js';

/** How many changes are named. */
export const MOST_NAMED = 200;
/** In characters, of a text that is named. */
const LONGEST = 1_000;

/**
 * Returns what differs between two contents of reports of one kind, findings first.
 *
 * @param template of the newer one, which says what tells the rows of a table apart
 */
export function changesBetween(
  former: ReportContent,
  now: ReportContent,
  template: Pick<ReportTemplate, 'sections'>,
): Pick<ReportChanges, 'changes' | 'total'> {
  const changes: ReportChange[] = [];
  let total = 0;
  for (const change of differences(former, now, template)) {
    total++;
    if (total > MOST_NAMED) continue;
    changes.push({ ...change, former: cut(change.former), now: cut(change.now) });
  }
  return { changes, total };
}

function* differences(
  former: ReportContent,
  now: ReportContent,
  { sections }: Pick<ReportTemplate, 'sections'>,
): Generator<ReportChange> {
  const [was, is] = [former.templateVersion, now.templateVersion];
  if (was !== is) yield { table: null, row: 'templateVersion', column: null, former: was, now: is };
  yield* findingChanges(former.findings, now.findings);
  const keys = new Map(sections.flatMap(({ tables }) => tables.map(({ id, key }) => [id, key] as const)));
  const before = new Map(former.tables.map((table) => [table.id, table]));
  const after = new Map(now.tables.map((table) => [table.id, table]));
  for (const id of new Set([...after.keys(), ...before.keys()])) {
    yield* tableChanges(id, before.get(id) ?? null, after.get(id) ?? null, keys.get(id) ?? []);
  }
}

const cut = (cell: ReportCell): ReportCell =>
  typeof cell === 'string' && cell.length > LONGEST ? `${storable(cell.slice(0, LONGEST - 1))}…` : cell;
