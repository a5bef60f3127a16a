import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { dayOf, isoOf } from '../../market/day.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

interface Newest {
  readonly at: number;
  readonly session: IsoDate | null;
}

export interface DayKey {
  readonly on: Day;
}

/** Loads the newest session of the market up to days; null where there is none. */
export function sessionLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<DayKey, Day | null, string> {
  return keyedLoader(async (keys: readonly DayKey[]) => {
    const rows = await reads.rows(sql<Newest>`
      SELECT asked.at, (
        SELECT day FROM bars WHERE day <= asked.day AND superseded_in IS NULL ORDER BY day DESC LIMIT 1
      ) AS session
      FROM unnest(${keys.map(({ on }) => isoOf(on))}::date[]) WITH ORDINALITY AS asked (day, at)`);
    return inOrderOfKeys(keys.length, rows).map(([{ session }]) =>
      session === null ? null : dayOf(session),
    );
  });
}
