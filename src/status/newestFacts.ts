import pg from 'pg';
import { dayOf } from '../market/day.js';
import { FACT_DAYS } from '../market/datasets/factDays.js';
import type { Day } from '../scoring/names.js';
import type { DatasetImports } from './importCounts.js';

const id = pg.escapeIdentifier;

/** Knows the newest day of each dataset. A table is read again when a batch of its dataset was recorded. */
export class NewestFacts {
  readonly #days = new Map<string, Day>();
  readonly #lastAt = new Map<string, number>();

  /** @param imports by dataset, as of now */
  async read(
    client: pg.Pool,
    imports: ReadonlyMap<string, DatasetImports>,
  ): Promise<ReadonlyMap<string, Day>> {
    const changed = [...imports]
      .map(([dataset, { lastAt }]) => [dataset, lastAt?.getTime() ?? 0] as const)
      .filter(([dataset, at]) => this.#lastAt.get(dataset) !== at);
    const statements = changed.flatMap(([dataset]) => statementOf(dataset) ?? []);
    if (statements.length > 0) {
      const { rows } = await client.query<{ dataset: string; day: string | null }>(
        statements.join(' UNION ALL '),
      );
      for (const { dataset, day } of rows) {
        if (day === null) this.#days.delete(dataset);
        else this.#days.set(dataset, dayOf(day));
      }
    }
    for (const [dataset, at] of changed) this.#lastAt.set(dataset, at);
    return this.#days;
  }
}

/** Returns null for a dataset whose facts have no days. */
function statementOf(dataset: string): string | null {
  if (dataset === 'prices') return `SELECT 'prices' AS dataset, max(day)::text AS day FROM session_bars`;
  const { table, day = null } = FACT_DAYS.find((one) => one.dataset === dataset) ?? {};
  if (table === undefined || day === null) return null;
  return `SELECT ${pg.escapeLiteral(dataset)} AS dataset, max(${id(day)})::text AS day FROM ${id(table)} WHERE superseded_in IS NULL`;
}
