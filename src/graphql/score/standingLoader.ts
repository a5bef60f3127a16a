import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { standingOf, type Standing } from '../../books/standings.js';
import type { Mode, Points } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

export interface StandingKey {
  readonly runId: number;
  readonly mode: Mode;
  readonly value: Points;
}

/** Loads where values stand among all scores of a run and mode, for scores whose book is not read. */
export function standingLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<StandingKey, Standing, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<{
      readonly at: number;
      readonly above: number;
      readonly equal: number;
      readonly all: number;
    }>`
      SELECT asked.at, counted.*
      FROM unnest(
        ${keys.map(({ runId }) => runId)}::integer[],
        ${keys.map(({ mode }) => mode)}::mode[],
        ${keys.map(({ value }) => value)}::numeric[]
      ) WITH ORDINALITY AS asked (run_id, mode, value, at)
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE scores.value > asked.value) AS above,
          count(*) FILTER (WHERE scores.value = asked.value) AS equal, count(*) AS all
        FROM scores WHERE scores.run_id = asked.run_id AND scores.mode = asked.mode
      ) AS counted`);
    return inOrderOfKeys(keys.length, rows).map(([{ above, equal, all }]) => standingOf(above, equal, all));
  });
}
