import type pg from 'pg';
import { inTransaction } from '../database/transaction.js';
import { queueEvaluation } from '../jobs/evaluateJob.js';
import { endDays } from '../market/store/endDays.js';
import type { Day, Mode } from '../scoring/names.js';
import { tellWithdrawn } from './tellWithdrawn.js';
import { UntoldScores } from './untoldScores.js';

/**
 * Ends the currency of days on which no stock can be scored any more, and tells subscribers of withdrawn scores where no
 * run does so, because the newest day is among them or there is none.
 *
 * @param writer holds the lock of runs
 * @param days none where the store has no bars any more
 * @param method the name of the method that could not score the days
 */
export async function endUnscored(
  writer: pg.ClientBase,
  days: ReadonlySet<Day>,
  method: string,
  modes: readonly Mode[],
): Promise<void> {
  await inTransaction(writer, async () => {
    if (days.size > 0) await endDays(writer, (day) => !days.has(day), method);
    const untold = await UntoldScores.read(writer, method, modes);
    const { rows } = await writer.query<{ position: string }>(
      'SELECT last_position::text AS position FROM event_log',
    );
    const position = Number(rows[0].position);
    const told = await tellWithdrawn(writer, untold, position);
    await writer.query('UPDATE event_log SET last_position = $1', [position + told]);
    if (told > 0) await queueEvaluation(writer);
  });
}
