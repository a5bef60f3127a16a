import type pg from 'pg';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { recordAudit } from '../access/audit/recordAudit.js';
import { recordingFailure, type AuditedAct } from '../access/audit/recordingFailure.js';
import { inTransaction, withLock } from '../database/transaction.js';
import type { Method } from '../scoring/method.js';
import { queueOutdated } from './outdatedJob.js';
import { servedMethod } from './servedMethod.js';

/**
 * Makes the scores of a method those that the store serves where no method is named, and notes which methods are scored. A
 * method that is scored no more keeps its scores. Methods are told apart by name: a changed parameter makes no other
 * method.
 *
 * Where the store served another method, the log gets another epoch, because what a client hears without naming a method
 * says nothing about the scores that are served now. What a method has not scored yet is queued. A scoring that is under
 * way ends first.
 *
 * @param methods all that are scored, the served one first
 * @param signal ends the waiting for that scoring, with an AbortError
 * @returns the name of the method that the store served until now; null where it served none, or this one
 */
export async function serveMethods(
  pool: pg.Pool,
  methods: readonly Pick<Method, 'name'>[],
  signal?: AbortSignal,
): Promise<string | null> {
  const names = methods.map(({ name }) => name);
  const [name] = names;
  if (isAsWanted(await storedMethods(pool), names)) return null;
  const act: AuditedAct = {
    ...{ action: 'METHOD_CHANGED', actor: NO_ACTOR },
    details: { method: name, scored: names.join(' ') },
  };
  return recordingFailure(pool, act, () =>
    withLock(
      pool,
      'runs',
      (client) =>
        inTransaction(client, async () => {
          const stored = await storedMethods(client);
          if (isAsWanted(stored, names)) return null;
          const { served: former, scored } = stored;
          await client.query('DELETE FROM scored_methods WHERE name <> ALL ($1)', [names]);
          await client.query(
            'INSERT INTO scored_methods (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING',
            [names],
          );
          await client.query(
            `INSERT INTO served_method (name) VALUES ($1)
             ON CONFLICT (only_row) DO UPDATE SET name = excluded.name, since = excluded.since
             WHERE served_method.name <> excluded.name`,
            [name],
          );
          // The first service of a store that commands have filled notes what is so already.
          const added = names.filter((one) => one !== former && !scored.includes(one));
          if (former !== name || scored.length > 0 || added.length > 0) {
            const details = { ...act.details, former, formerScored: scored.join(' ') };
            await recordAudit(client, { ...act, result: 'DONE', details });
          }
          if (former === null) return null;
          if (former !== name || added.length > 0) await queueOutdated(client);
          if (former === name) return null;
          await client.query('UPDATE event_log SET epoch = gen_random_uuid()');
          await client.query('DELETE FROM withdrawn_days');
          return former;
        }),
      signal,
    ),
  );
}

interface StoredMethods {
  readonly served: string | null;
  /** In alphabetical order. */
  readonly scored: readonly string[];
}

async function storedMethods(client: pg.ClientBase | pg.Pool): Promise<StoredMethods> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM scored_methods ORDER BY name');
  return { served: await servedMethod(client), scored: rows.map(({ name }) => name) };
}

const isAsWanted = ({ served, scored }: StoredMethods, [name, ...others]: readonly string[]): boolean =>
  served === name && scored.join(' ') === [name, ...others].sort().join(' ');
