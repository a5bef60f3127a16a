import type pg from 'pg';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { recordAudit } from '../access/audit/recordAudit.js';
import { copyInto } from '../database/copy.js';
import { SCORE_COLUMNS } from '../database/scoreColumns.js';
import type { NotScored } from '../database/tables.js';
import { inTransaction } from '../database/transaction.js';
import { queueEvaluation } from '../jobs/evaluateJob.js';
import { holidays } from '../market/datasets/holidays.js';
import { prices } from '../market/datasets/prices.js';
import { symbols } from '../market/datasets/symbols.js';
import { withdrawals } from '../market/datasets/withdrawals.js';
import { isoOf } from '../market/day.js';
import { endClosedDays } from '../market/store/endClosedDays.js';
import { stockIds } from '../market/store/stockIds.js';
import type { Method } from '../scoring/method.js';
import type { Day, MarketReturn, Mode } from '../scoring/names.js';
import type { MomentumRow } from './momentumRow.js';
import { queueFinalRun } from './outdatedJob.js';
import { ranges } from './ranges.js';
import type { ConfirmedRisks, NewRisks } from './risks/newRisks.js';
import { storeRisks } from './risks/storeRisks.js';
import { writeScore, type LoggedEvent, type ScoreRow } from './scoreRow.js';
import { tellWithdrawn } from './tellWithdrawn.js';
import { UntoldScores } from './untoldScores.js';

/** The scores and risks of a day, ready to be stored. */
export interface FinishedRun {
  /** The id of the queued run that is being made; null: it gets an id when it is stored. */
  readonly queued: number | null;
  readonly day: Day;
  /** When the session closes, if it had not when the facts were read: the run is provisional. Else null. */
  readonly closesAt: Date | null;
  /** Null: both, or none. */
  readonly mode: Mode | null;
  /** None where the day keeps its scores and gets other risks. */
  readonly modes: readonly Mode[];
  readonly readBatch: number;
  readonly method: Pick<Method, 'name' | 'hash'>;
  readonly sectorsHash: string;
  readonly inputsHash: string;
  readonly codeVersion: string;
  /** How many of the scores are events. */
  readonly changed: number;
  readonly startedAt: Date;
  readonly notScored: Readonly<Record<string, NotScored>>;
  /** The share of stocks with a bar that made sessions count. */
  readonly sessionQuorum: number;
  /** Where the market's returns were taken from; null where the run has no scores. */
  readonly marketReturn: MarketReturn | null;
  readonly scores: readonly ScoreRow[];
  /** For each score the event that it is, or null. */
  readonly events: readonly (LoggedEvent | null)[];
  readonly momentum: readonly MomentumRow[];
  /** Null where the day keeps its risks, or none are assessed. */
  readonly risks: NewRisks | null;
}

/** A day that keeps its current scores, because they were computed from the same inputs. */
export interface ConfirmedDay {
  /** Name of the method. */
  readonly method: string;
  readonly day: Day;
  readonly mode: Mode;
  readonly validBatch: number;
  /** The sector file that gives the same scores. */
  readonly validSectors: string;
}

/**
 * Stores runs in one transaction: scores, the events among them, and which runs are current. The caller must hold the
 * lock of runs, so that positions are contiguous and ascend in the order of commits.
 *
 * @param kept days that keep their scores or risks; what gives the same ones reaches to another batch and sector file
 * @param lastPosition the position of the log after these runs
 * @param untold the scores that were withdrawn before, of which the last run tells subscribers, and of those that it
 * withdraws; null: it does not
 * @returns the ids of the runs, in their order, and how many events tell of withdrawn scores
 */
export async function storeRuns(
  client: pg.ClientBase,
  runs: readonly FinishedRun[],
  {
    confirmed,
    confirmedRisks,
  }: { readonly confirmed: readonly ConfirmedDay[]; readonly confirmedRisks: readonly ConfirmedRisks[] },
  lastPosition: number,
  untold: UntoldScores | null = null,
): Promise<{ readonly ids: readonly number[]; readonly told: number }> {
  return inTransaction(client, async () => {
    // Days end under a stronger lock (`endDays`), before this transaction or after it.
    await client.query('LOCK TABLE scored_days IN ROW EXCLUSIVE MODE');
    const ids = await idsOf(client, runs);
    await insertRuns(client, runs, ids, lastPosition);
    await copyInto(client, 'scores', SCORE_COLUMNS, scoresOf(runs, ids), (writer, { id, run, at }) =>
      writeScore(writer, id, run.day, run.scores[at], run.events[at]),
    );
    await copyInto(
      client,
      'sector_momentum',
      ['run_id', 'sector_id', 'stocks', 'z', 'score'],
      runs.flatMap(({ momentum }, k) => momentum.map((group) => ({ id: ids[k], ...group }))),
      (writer, { id, sector, stocks, z, score }) => {
        writer.int4(id);
        writer.int2(sector);
        writer.int4(stocks);
        writer.float8(z);
        writer.float8(score);
      },
    );
    const assessed = runs.flatMap(({ day, readBatch, risks }, k) =>
      risks === null ? [] : [{ id: ids[k], day, readBatch, rows: risks.rows }],
    );
    await storeRisks(client, assessed, confirmedRisks);
    // The first run of a store says which method it serves, until a service with another method is started on it.
    if (runs.length > 0) {
      await client.query('INSERT INTO served_method (name) VALUES ($1) ON CONFLICT DO NOTHING', [
        runs[0].method.name,
      ]);
    }
    const current = runs.flatMap((run, k) => run.modes.map((mode) => ({ ...run, id: ids[k], mode })));
    await noteDropped(client, current);
    await client.query(
      `INSERT INTO scored_days (method, mode, day, run_id, valid_batch)
       SELECT * FROM unnest($1::text[], $2::mode[], $3::date[], $4::int4[], $5::int4[])
       ON CONFLICT (method, mode, day)
       DO UPDATE SET run_id = excluded.run_id, valid_batch = excluded.valid_batch, valid_sectors = NULL`,
      [
        current.map(({ method }) => method.name),
        current.map(({ mode }) => mode),
        current.map(({ day }) => isoOf(day)),
        current.map(({ id }) => id),
        current.map(({ readBatch }) => readBatch),
      ],
    );
    await client.query(
      `UPDATE scored_days d SET valid_batch = given.batch, valid_sectors = given.sectors
       FROM unnest($1::text[], $2::mode[], $3::date[], $4::int4[], $5::text[])
         AS given (method, mode, day, batch, sectors)
       WHERE d.method = given.method AND d.mode = given.mode AND d.day = given.day`,
      [
        confirmed.map(({ method }) => method),
        confirmed.map(({ mode }) => mode),
        confirmed.map(({ day }) => isoOf(day)),
        confirmed.map(({ validBatch }) => validBatch),
        confirmed.map(({ validSectors }) => validSectors),
      ],
    );
    const told = untold === null ? 0 : await tell(client, runs[runs.length - 1], ids, untold, lastPosition);
    await client.query('UPDATE event_log SET last_position = $1', [lastPosition + told]);
    await endClosedSince(client, runs);
    for (const { day, closesAt } of runs) if (closesAt !== null) await queueFinalRun(client, day, closesAt);
    if (runs.length > 0) await record(client, runs, ids, told);
    if (runs.length > 0) await queueEvaluation(client);
    return { ids, told };
  });
}

/** Notes the current runs that have stocks which the runs in their place do not have. */
async function noteDropped(
  client: pg.ClientBase,
  runs: readonly (Pick<FinishedRun, 'method' | 'day'> & { readonly id: number; readonly mode: Mode })[],
): Promise<void> {
  await client.query(
    `INSERT INTO withdrawn_days (method, mode, day, run_id)
     SELECT given.method, given.mode, given.day, former.run_id
     FROM unnest($1::text[], $2::mode[], $3::date[], $4::int4[]) AS given (method, mode, day, run)
     JOIN scored_days AS former
       ON former.method = given.method AND former.mode = given.mode AND former.day = given.day
     WHERE EXISTS (
       SELECT FROM scores WHERE run_id = former.run_id AND scores.mode = given.mode AND NOT EXISTS (
         SELECT FROM scores AS own
         WHERE own.run_id = given.run AND own.mode = given.mode AND own.stock_id = scores.stock_id
       )
     ) ON CONFLICT DO NOTHING`,
    [
      runs.map(({ method }) => method.name),
      runs.map(({ mode }) => mode),
      runs.map(({ day }) => isoOf(day)),
      runs.map(({ id }) => id),
    ],
  );
}

/** Tells subscribers of withdrawn scores, with events of a run. */
async function tell(
  client: pg.ClientBase,
  { modes }: FinishedRun,
  ids: readonly number[],
  before: UntoldScores,
  lastPosition: number,
): Promise<number> {
  const untold = before.and(await UntoldScores.read(client, before.method, modes));
  const told = await tellWithdrawn(client, untold, lastPosition);
  if (told === 0) return 0;
  await client.query(
    'UPDATE runs SET changed = changed + $2, last_position = last_position + $2 WHERE id = $1',
    [ids[ids.length - 1], told],
  );
  return told;
}

/** Ends days that ceased to be sessions after the runs have read: they were sessions for the runs. */
async function endClosedSince(client: pg.ClientBase, runs: readonly FinishedRun[]): Promise<void> {
  if (runs.length === 0) return;
  const { rows } = await client.query('SELECT FROM batches WHERE id > $1 AND dataset = ANY ($2) LIMIT 1', [
    Math.min(...runs.map(({ readBatch }) => readBatch)),
    [holidays.name, prices.name, symbols.name, withdrawals.name],
  ]);
  if (rows.length > 0) await endClosedDays(client, await stockIds(client));
}

/** Records what was scored. Who asked for it is in the entry of the request. */
function record(
  client: pg.ClientBase,
  runs: readonly FinishedRun[],
  ids: readonly number[],
  told: number,
): Promise<void> {
  const days = [runs[0], runs[runs.length - 1]].map(({ day }) => isoOf(day));
  return recordAudit(client, {
    ...{ action: 'RESCORED', result: 'DONE', actor: NO_ACTOR },
    subject: runs.length === 1 ? `Run:${ids[0]}` : null,
    details: {
      ...{ runs: runs.length, runIds: ranges(ids), from: days[0], to: days[1] },
      scores: runs.reduce((sum, { scores }) => sum + scores.length, 0),
      risks: runs.reduce((sum, { risks }) => sum + (risks?.rows.length ?? 0), 0),
      changed: runs.reduce((sum, { changed }) => sum + changed, told),
    },
  });
}

async function idsOf(client: pg.ClientBase, runs: readonly FinishedRun[]): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT nextval(pg_get_serial_sequence('runs', 'id'))::int4 AS id FROM generate_series(1, $1)`,
    [runs.filter(({ queued }) => queued === null).length],
  );
  const fresh = rows.map(({ id }) => id).values();
  return runs.map(({ queued }) => queued ?? (fresh.next().value as number));
}

function* scoresOf(runs: readonly FinishedRun[], ids: readonly number[]) {
  for (const [k, run] of runs.entries()) {
    for (let at = 0; at < run.scores.length; at++) yield { id: ids[k], run, at };
  }
}

async function insertRuns(
  client: pg.ClientBase,
  runs: readonly FinishedRun[],
  ids: readonly number[],
  lastPosition: number,
): Promise<void> {
  let position = lastPosition - runs.reduce((sum, { changed }) => sum + changed, 0);
  await client.query(
    `INSERT INTO runs (id, day, mode, status, read_batch, method_hash, sectors_hash, inputs_hash, code_version,
       scored, total, changed, last_position, started_at, finished_at, not_scored, provisional, session_quorum,
       market_return, risk_method_hash, risks_hash, assessed, committed)
     SELECT id, day, mode, 'SUCCEEDED', read_batch, method_hash, sectors_hash, inputs_hash, code_version,
       scored, total, changed, last_position, started_at, clock_timestamp(), not_scored, provisional,
       session_quorum, market_return, risk_method_hash, risks_hash, assessed,
       (SELECT coalesce(max(committed), 0) FROM runs) + place
     FROM json_to_recordset($1) AS given (id int4, day date, mode mode, read_batch int4, method_hash text,
       sectors_hash text, inputs_hash text, code_version text, scored int4, total int4, changed int4,
       last_position int8, started_at timestamptz, not_scored jsonb, provisional boolean, session_quorum float8,
       market_return text, risk_method_hash text, risks_hash text, assessed int4, place int4)
     -- A run that was queued keeps the time at which it began.
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, read_batch = excluded.read_batch,
       method_hash = excluded.method_hash, sectors_hash = excluded.sectors_hash, inputs_hash = excluded.inputs_hash,
       code_version = excluded.code_version, scored = excluded.scored, total = excluded.total,
       changed = excluded.changed, last_position = excluded.last_position, finished_at = excluded.finished_at,
       not_scored = excluded.not_scored, provisional = excluded.provisional,
       session_quorum = excluded.session_quorum, market_return = excluded.market_return,
       risk_method_hash = excluded.risk_method_hash, risks_hash = excluded.risks_hash, assessed = excluded.assessed,
       committed = excluded.committed`,
    [
      JSON.stringify(
        runs.map((run, k) => ({
          id: ids[k],
          day: isoOf(run.day),
          mode: run.mode,
          read_batch: run.readBatch,
          method_hash: run.method.hash,
          sectors_hash: run.sectorsHash,
          inputs_hash: run.inputsHash,
          code_version: run.codeVersion,
          scored: run.scores.length,
          total: run.scores.length + Object.keys(run.notScored).length * run.modes.length,
          changed: run.changed,
          // A run has as many events as changed scores.
          last_position: (position += run.changed),
          started_at: run.startedAt,
          not_scored: run.notScored,
          provisional: run.closesAt !== null,
          session_quorum: run.sessionQuorum,
          market_return: run.marketReturn,
          risk_method_hash: run.risks?.methodHash ?? null,
          risks_hash: run.risks?.hash ?? null,
          assessed: run.risks?.rows.length ?? 0,
          place: k + 1,
        })),
      ),
    ],
  );
}
