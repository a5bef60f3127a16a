import { bandSpells, YEAR } from '../books/bandSpells.js';
import type { ScoreRow } from '../books/dayBook.js';
import { rememberedScores, sessionsBefore } from '../books/rememberedScores.js';
import { storedDistances } from '../books/storedDistances.js';
import { storedGuardrailSteps } from '../books/storedGuardrailSteps.js';
import { storedScoreParts } from '../books/storedScoreParts.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import { RUN_COLUMNS } from '../database/runRow.js';
import type { Sessions } from '../market/calendar.js';
import { dayOf, isoOf } from '../market/day.js';
import type { AttributedChanges } from '../runs/reproduce/attributedChanges.js';
import { storedSetup } from '../runs/scoringSetup.js';
import type { Method } from '../scoring/method.js';
import { causesOf } from '../validation/attribution/causesOf.js';
import { pointsToBands } from '../validation/attribution/pointsToBands.js';
import { changeOfParts } from '../validation/attribution/scoreParts.js';
import type { Why } from './whyLines.js';

/**
 * Reads why a stored score differs from an earlier one of the same stock, mode and method, its spell, and how far it is from
 * each rule.
 *
 * @param changes keeps what it has worked out, which holds for both modes of the same runs
 * @param sessions of the store
 */
export async function readWhy(
  store: OpenDatabase,
  changes: AttributedChanges,
  sessions: Sessions,
  from: ScoreRow,
  to: ScoreRow,
): Promise<Why> {
  const { db } = store;
  const { ticker, mode } = to;
  const [[former, formerMethod], [run, method]] = [await runOf(store, from), await runOf(store, to)];
  const [change] = await changes.explain([{ from: former, to: run, ticker }]);
  const remembered =
    method.parameters.bands === undefined
      ? []
      : (
          await rememberedScores([
            {
              ...{ stockId: to.stock_id, mode, method: method.name, day: to.day },
              from: isoOf(sessionsBefore(dayOf(to.day), method.parameters.bands.memory, sessions.days)),
            },
          ]).execute(db)
        ).rows[0].scores;
  const { rows: spells } = await bandSpells([
    {
      ...{ stockId: to.stock_id, mode, method: method.name, day: to.day, band: to.band },
      from: isoOf(sessionsBefore(dayOf(to.day), YEAR - 1, sessions.days)),
    },
  ]).execute(db);
  return {
    ...{ from, to, method: method.name, spell: spells[0] },
    causes: causesOf(change?.[mode] ?? null, from.value, to.value),
    parts: changeOfParts(storedScoreParts(from, formerMethod), storedScoreParts(to, method)),
    distances: storedDistances(to, method, remembered),
    points: pointsToBands(storedGuardrailSteps(to, method), mode, method),
  };
}

async function runOf({ db, pool }: OpenDatabase, { run_id: id }: ScoreRow) {
  const run = await db.selectFrom('runs').select(RUN_COLUMNS).where('id', '=', id).executeTakeFirstOrThrow();
  const client = await pool.connect();
  try {
    const { method } = await storedSetup(client, run.method_hash, run.sectors_hash);
    return [run, method] as readonly [typeof run, Method];
  } finally {
    client.release();
  }
}
