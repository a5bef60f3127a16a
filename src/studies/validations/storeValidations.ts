import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import type { ValidationResult } from '../../validation/figures/request.js';
import type { Panels } from './readPanels.js';
import type { ScoredMode } from './readScorePanel.js';

/** Rows of one statement: each is some 40 kB. */
const AT_A_TIME = 50;

/** Returns the hash of the inputs whose figures are stored of a mode; null: nothing is stored. */
export async function storedInputsHash(
  pool: pg.Pool,
  { methodName, mode }: ScoredMode,
): Promise<string | null> {
  const { rows } = await pool.query<{ hash: string }>(
    'SELECT inputs_hash AS hash FROM validated_modes WHERE method = $1 AND mode = $2',
    [methodName, mode],
  );
  return rows.at(0)?.hash ?? null;
}

/** Notes that the stored figures are also those of another session or method with the same inputs. */
export async function noteValidated(
  pool: pg.Pool,
  { methodName, mode }: ScoredMode,
  { from, to, methodHash }: Pick<Panels, 'from' | 'to' | 'methodHash'>,
): Promise<void> {
  await pool.query(
    `UPDATE validated_modes SET method_hash = $3, from_day = $4, to_day = $5 WHERE method = $1 AND mode = $2`,
    [methodName, mode, methodHash, from, to],
  );
}

/** Stores the figures of a method and mode in place of the former ones, in one transaction. */
export async function storeValidations(
  pool: pg.Pool,
  { methodName, mode }: ScoredMode,
  { from, to, methodHash }: Pick<Panels, 'from' | 'to' | 'methodHash'>,
  { validations, verdict }: ValidationResult,
  inputsHash: string,
): Promise<void> {
  await withConnection(pool, (client) =>
    inTransaction(client, async () => {
      await client.query(
        `INSERT INTO validated_modes (method, mode, method_hash, from_day, to_day, verdict, inputs_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (method, mode) DO UPDATE SET method_hash = excluded.method_hash, from_day = excluded.from_day,
           to_day = excluded.to_day, verdict = excluded.verdict, inputs_hash = excluded.inputs_hash,
           computed_at = clock_timestamp()`,
        [methodName, mode, methodHash, from, to, JSON.stringify(verdict), inputsHash],
      );
      await client.query('DELETE FROM validations WHERE method = $1 AND mode = $2', [methodName, mode]);
      for (let at = 0; at < validations.length; at += AT_A_TIME) {
        const some = validations.slice(at, at + AT_A_TIME);
        await client.query(
          `INSERT INTO validations (method, mode, horizon, universe, time_window, year, result)
           SELECT $1, $2, * FROM unnest($3::int4[], $4::text[], $5::text[], $6::int4[], $7::jsonb[])`,
          [
            methodName,
            mode,
            some.map(({ horizon }) => horizon),
            some.map(({ universe }) => universe),
            some.map(({ window }) => window),
            some.map(({ year }) => year ?? 0),
            some.map((figures) => JSON.stringify(figures)),
          ],
        );
      }
    }),
  );
}
