import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import { intelligence } from '../datasets/intelligence.js';
import type { Cell } from '../datasets/factTable.js';
import type { IntelligenceItem } from '../facts.js';
import { conflicts } from '../imports/conflicts.js';
import type { FactsOnLines } from '../imports/factsOnLines.js';
import type { Refusal } from '../imports/refusal.js';
import { insertRows, supersede } from './recordFacts.js';
import { NO_STOCKS, storedIntelligence } from './storedIntelligence.js';

/** What a batch did to items. */
export interface RecordedIntelligence {
  readonly inserted: number;
  readonly updated: number;
  /** No score depends on items. */
  readonly touchesFrom: null;
  readonly refusals: readonly Refusal[];
  /** What the items of the batch are stored by, in the order of their rows; also of those that changed nothing. */
  readonly items: readonly string[];
}

/** A version of an item. */
interface Version {
  readonly cells: readonly Cell[];
  /** Whether this batch writes it. */
  readonly isNew: boolean;
}

/**
 * Records items as of a batch. An item that says what is known of it on its day of publication changes nothing. One that
 * says something else is another version, from that day on. A day that is not stated is that of the newest version, where
 * the item says the same, and else the day of import: what was known before it stays as it was.
 *
 * Only the items of the batch are read, because there may be many, with long texts.
 *
 * @param client is in the transaction of the batch
 * @param today the day of import in India
 */
export async function recordIntelligence(
  client: pg.ClientBase,
  { file, facts, lines }: FactsOnLines<IntelligenceItem>,
  batch: number,
  today: Day,
): Promise<RecordedIntelligence> {
  const { table } = intelligence;
  const cellsOf = (item: IntelligenceItem) => table.cells(item, NO_STOCKS);
  const items = facts.map((item) => cellsOf(item)[0] as string);
  const known = new Map<string, Version[]>();
  for (const cells of await storedIntelligence(client, 'item = ANY ($1)', [items])) {
    const item = cells[0] as string;
    known.set(item, [...(known.get(item) ?? []), { cells, isNew: false }]);
  }
  const [inserted, updated, superseded]: (readonly Cell[])[][] = [[], [], []];
  const refusals: Refusal[] = [];
  for (const place of inOrder(facts)) {
    const [fact, item] = [facts[place], items[place]];
    const isStated = fact.publishedOn === fact.publishedOn;
    const cells = cellsOf(isStated ? fact : { ...fact, publishedOn: today });
    const versions = known.get(item) ?? [];
    const last = newestUpTo(versions, isStated ? fact.publishedOn : Infinity);
    if (last !== null && saysSame(last.cells, cells)) continue;
    const former = versions.find((version) => version.cells[1] === cells[1]);
    if (former?.isNew === true) {
      refusals.push(...conflicts(file, intelligence.required[0], intelligence.keyOf(fact), [lines[place]]));
      continue;
    }
    if (former !== undefined) superseded.push(former.cells);
    (former === undefined ? inserted : updated).push(cells);
    known.set(item, [...versions.filter((version) => version !== former), { cells, isNew: true }]);
  }
  await supersede(client, table, superseded, batch);
  await insertRows(client, table, [...inserted, ...updated], batch);
  const counts = { inserted: inserted.length, updated: updated.length };
  return { ...counts, touchesFrom: null, refusals, items };
}

/** Returns the places of facts, those that were published first before others, and those without a day last. */
function inOrder(facts: readonly IntelligenceItem[]): number[] {
  const dayOf = (place: number) => {
    const { publishedOn } = facts[place];
    return publishedOn === publishedOn ? publishedOn : Number.MAX_VALUE;
  };
  return [...facts.keys()].sort((a, b) => dayOf(a) - dayOf(b) || a - b);
}

function newestUpTo(versions: readonly Version[], day: Day): Version | null {
  let newest: Version | null = null;
  for (const version of versions) {
    const publishedOn = version.cells[1] as Day;
    if (publishedOn <= day && (newest === null || publishedOn > (newest.cells[1] as Day))) newest = version;
  }
  return newest;
}

/** Whether two versions differ in their day of publication alone. */
const saysSame = (a: readonly Cell[], b: readonly Cell[]): boolean =>
  a.every((cell, k) => k === 1 || cell === b[k]);
