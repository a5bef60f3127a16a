import { expect } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { MODES, type Band } from '../../../src/scoring/names.js';

interface Score {
  readonly run_id: number;
  readonly mode: string;
  readonly day: string;
  readonly stock_id: number;
  readonly value: number;
  readonly band: Band;
  readonly fired: number;
  readonly position: number | null;
  readonly previous_value: number | null;
  readonly previous_band: Band | null;
}

/**
 * Reads the whole log and checks it against live.md §1–3, run after run: what was current before is kept here as
 * plain lists.
 *
 * @returns the last position
 */
export async function checkEvents({ pool }: Database): Promise<number> {
  const { rows: runs } = await pool.query<{
    readonly id: number;
    readonly day: string;
    readonly mode: string | null;
    readonly method: string;
    readonly changed: number;
  }>(
    // A run that was queued has its id before others that are stored sooner.
    `SELECT id, day::text, mode, name AS method, changed FROM runs JOIN methods ON hash = method_hash
     ORDER BY last_position, changed = 0, finished_at, id`,
  );
  const { rows: scores } = await pool.query<Score>(
    `SELECT run_id, mode, day::text, stock_id, value, band, fired, position, previous_value, previous_band
     FROM scores ORDER BY run_id, position`,
  );
  const byRun = new Map<number, Score[]>();
  for (const score of scores) byRun.set(score.run_id, [...(byRun.get(score.run_id) ?? []), score]);
  /** Per method and mode: the scores of each day's newest run so far. */
  const current = new Map<string, Map<string, ReadonlyMap<number, Score>>>(
    runs.flatMap(({ method }) => MODES.map((mode) => [`${method} ${mode}`, new Map()])),
  );
  let last = 0;
  for (const run of runs) {
    const own = byRun.get(run.id) ?? [];
    const events: unknown[] = [];
    const expected: unknown[] = [];
    for (const score of own) {
      const former = formerOf(current.get(`${run.method} ${score.mode}`), score);
      const isEvent =
        former === undefined ||
        former.value !== score.value ||
        former.band !== score.band ||
        former.fired !== score.fired;
      const { run_id, mode, stock_id, position, previous_value, previous_band } = score;
      events.push({ run_id, mode, stock_id, isEvent: position !== null, previous_value, previous_band });
      expected.push({
        run_id,
        mode,
        stock_id,
        isEvent,
        previous_value: isEvent ? (former?.value ?? null) : null,
        previous_band: isEvent ? (former?.band ?? null) : null,
      });
    }
    expect(events).toEqual(expected);
    // Contiguous, and after those of every former run.
    const positions = own.flatMap(({ position }) => position ?? []);
    expect(positions).toEqual(positions.map((_, k) => last + 1 + k));
    expect(run.changed).toBe(positions.length);
    last += positions.length;
    for (const mode of run.mode === null ? MODES : [run.mode]) {
      const scores = own.filter((score) => score.mode === mode);
      current
        .get(`${run.method} ${mode}`)
        ?.set(run.day, new Map(scores.map((score) => [score.stock_id, score])));
    }
  }
  const { rows: log } = await pool.query<{ last: number }>('SELECT last_position AS last FROM event_log');
  expect(log).toEqual([{ last }]);
  return last;
}

function formerOf(
  days: ReadonlyMap<string, ReadonlyMap<number, Score>> | undefined,
  { day, stock_id }: Score,
): Score | undefined {
  let newest: Score | undefined;
  for (const [other, scores] of days ?? []) {
    if (other > day || (newest !== undefined && other < newest.day)) continue;
    newest = scores.get(stock_id) ?? newest;
  }
  return newest;
}
