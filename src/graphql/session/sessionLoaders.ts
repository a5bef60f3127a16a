import type DataLoader from 'dataloader';
import type { Owners } from '../../access/owned.js';
import { SESSION_BOUNDS } from '../../access/sessions/openSession.js';
import {
  selectSessions,
  sessionOf,
  type SelectedSession,
  type SessionRow,
} from '../../access/sessions/sessionRow.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'database' | 'reads' | 'clock'>;

/** Loads sessions by their ids; null where the owners have no such session. */
export function sessionLoader({
  database: { db },
  reads,
  clock,
}: Sources): DataLoader<{ readonly owners: Owners; readonly id: number }, SessionRow | null, string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owners, id }) => {
        const rows = await reads.rows<SelectedSession>(
          selectSessions(db, owners, clock).where('session.id', '=', id),
        );
        return rows.length === 0 ? null : sessionOf(rows[0]);
      }),
    ),
  );
}

/** Loads the sessions of a user, the newest first. */
export function sessionsOfUserLoader({
  database: { db },
  reads,
  clock,
}: Sources): DataLoader<{ readonly owner: number }, readonly SessionRow[], string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owner }) => {
        const rows = await reads.rows<SelectedSession>(
          selectSessions(db, owner, clock).orderBy('session.id', 'desc').limit(SESSION_BOUNDS.ofUser),
        );
        return rows.map(sessionOf);
      }),
    ),
  );
}
