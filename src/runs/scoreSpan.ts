import type pg from 'pg';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { recordingFailure } from '../access/audit/recordingFailure.js';
import { databaseTime } from '../database/databaseTime.js';
import { inSnapshot, inTransaction, withLock } from '../database/transaction.js';
import type { Sessions } from '../market/calendar.js';
import { NobodyScored, type DayInputs } from '../market/crossSection.js';
import { isoOf } from '../market/day.js';
import type { KeptBars } from '../market/store/keptBars.js';
import { KeptFacts } from '../market/store/keptFacts.js';
import { newestBatch } from '../market/store/recordBatch.js';
import { stockIds } from '../market/store/stockIds.js';
import { applySessionQuorum } from '../market/store/applySessionQuorum.js';
import { endUncounted } from '../market/store/endUncounted.js';
import { newestBarDay, storedSessions } from '../market/store/storedCalendar.js';
import { updateFeatures } from '../market/store/updateFeatures.js';
import { MODES, type Day, type IsoDate, type Mode } from '../scoring/names.js';
import type { DayScores } from '../scoring/scoreDay.js';
import { deriveDays } from './deriveDays.js';
import { DueDays } from './due/dueDays.js';
import { endUnscored } from './endUnscored.js';
import { inputsOfDays } from './inputsOfDays.js';
import { queueFinalRun } from './outdatedJob.js';
import type { MarketReturnChange } from './marketReturns.js';
import { riskInputsOfDays } from './risks/riskInputsOfDays.js';
import { ScoreRuns, type ScoreRunsOptions, type StoredRunSummary } from './scoreRuns.js';
import { storeSetup, type ScoringSetup } from './scoringSetup.js';
import { sessionsToScore } from './due/sessionsToScore.js';
import { servedMethod } from './servedMethod.js';
import { UntoldScores } from './untoldScores.js';

/** Which days of the store to score, and how. */
export interface SpanOptions {
  /** First and last day; by default the first day with a bar and the newest session that counts. */
  readonly from?: IsoDate | undefined;
  readonly to?: IsoDate | undefined;
  /** By default both. */
  readonly mode?: Mode | undefined;
  /** Score only the last session of the span. */
  readonly onlyLast?: boolean;
  /** Score at most so many days, the first ones that are due. */
  readonly most?: number;
  /** The queued run that this scoring makes, where the span is its day; other runs get an id when they are stored. */
  readonly run?: number;
  /** Facts and bars that were read before, for a worker that scores again and again. */
  readonly kept?: { readonly facts: KeptFacts; readonly bars?: KeptBars };
  /** The time, by default that of the database. Scores of a session that has not closed by then are provisional. */
  readonly now?: (() => Date) | undefined;
  /** Also score days whose facts, method and sector groups are those of their current scores. */
  readonly recheck?: boolean;
  /** Also store scores that were computed from the same inputs as the current ones. */
  readonly again?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  /** Called with each day before it is scored. Days are stored in groups, up to forty days later. */
  readonly onBegin?: (day: IsoDate) => void;
  /** Called with every day that was scored, whether or not its scores are new. */
  readonly onDay?: (day: DayScores, inputs: DayInputs) => void;
}

/** The result of scoring a span. */
export interface ScoredSpan {
  /** Sessions in the span. */
  readonly sessions: number;
  /** Runs that were stored, ascending by day. */
  readonly runs: readonly StoredRunSummary[];
  /** Sessions whose current scores hold as they are. */
  readonly unchanged: number;
  /** Why sessions that are due cannot be scored, by their day; left out if there is none. */
  readonly passedOver?: ReadonlyMap<IsoDate, string>;
  /** The first session that is due and was not scored; left out if there is none. */
  readonly next?: IsoDate | undefined;
  /** The name of the method that the store serves, if the days were scored by another one. */
  readonly served?: string;
  /** Sessions of the served method whose market return is taken from elsewhere than before; left out if there are none. */
  readonly marketReturnChanges?: readonly MarketReturnChange[];
}

/**
 * Scores the sessions of a span from the store, in ascending order, and stores what is new. It brings stored features
 * up to date first. A day whose inputs are those of the method's current scores keeps these.
 *
 * Where the store serves another method, the runs are stored next to what is served. Their changed scores are events of
 * the same log, which only those clients see that ask for the method.
 *
 * @throws UserError where the span has no session with prices, or is one day on which no stock can be scored
 * @example
 * const { runs } = await scoreSpan(pool, await loadSetup(), { from: '2024-10-01', to: '2024-10-08' });
 */
export async function scoreSpan(
  pool: pg.Pool,
  setup: ScoringSetup,
  options: SpanOptions = {},
): Promise<ScoredSpan> {
  return withLock(pool, 'runs', (writer) => scoreUnderLock(pool, writer, setup, options));
}

/**
 * Does what `scoreSpan` does, for a caller that holds the lock of runs.
 *
 * @param writer the connection that holds the lock
 */
export async function scoreUnderLock(
  pool: pg.Pool,
  writer: pg.ClientBase,
  setup: ScoringSetup,
  options: SpanOptions = {},
): Promise<ScoredSpan> {
  const { from = null, to = null, run } = options;
  const subject = run === undefined ? null : `Run:${run}`;
  const act = { action: 'RESCORED', actor: NO_ACTOR, subject, details: { from, to } } as const;
  return recordingFailure(pool, act, async () => {
    await storeSetup(writer, setup);
    for (;;) {
      await applySessionQuorum(pool, setup.sessionQuorum);
      // A run may have stored a day while a batch took its quorum.
      await inTransaction(writer, () => endUncounted(writer));
      await updateFeatures(pool, undefined, options.kept?.bars);
      const readAt = options.now?.() ?? (await databaseTime(writer));
      const result = await inSnapshot(pool, async (reader) =>
        (await areFeaturesStale(reader)) ? null : scoreDueDays(reader, writer, setup, readAt, options),
      );
      if (result !== null) return result;
    }
  });
}

async function areFeaturesStale(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query('SELECT FROM stale_features LIMIT 1');
  return rows.length > 0;
}

/**
 * Scores the days that are due.
 *
 * @param reader a connection that sees one unchanging state of the store
 */
async function scoreDueDays(
  reader: pg.ClientBase,
  writer: pg.ClientBase,
  setup: ScoringSetup,
  readAt: Date,
  options: SpanOptions,
): Promise<ScoredSpan> {
  const { mode = null, most = Infinity, run: queued = null, again = false, recheck = false, onDay } = options;
  const modes = mode === null ? MODES : [mode];
  const served = (await servedMethod(writer)) ?? setup.method.name;
  const { name } = setup.method;
  const isServed = served === name;
  const batch = await newestBatch(reader);
  const ids = await stockIds(reader);
  const allSessions = await storedSessions(reader, ids, batch);
  if ((await newestBarDay(reader)) === null) await endUnscored(writer, new Set(), name, modes);
  const sessions = await sessionsToScore(reader, allSessions, options);
  const due = await DueDays.read(reader, sessions, { setup, modes, readAt, assesses: isServed });
  const telling = await tellingOf(reader, writer, allSessions, name, modes);
  const allDue = (options.onlyLast ? sessions.slice(-1) : sessions).filter(
    (day) => again || recheck || (day === telling.day && !telling.untold.isEmpty) || due.isDue(day),
  );
  const days = allDue.slice(0, most);
  const next = allDue[most];
  const passedOver = new Map<Day, string>();
  const result = ({
    stored: runs,
    confirmed,
    marketReturnChanges,
  }: Pick<ScoreRuns, 'stored' | 'confirmed' | 'marketReturnChanges'>): ScoredSpan => ({
    sessions: sessions.length,
    runs,
    unchanged: sessions.length - allDue.length + confirmed,
    ...(passedOver.size > 0 && {
      passedOver: new Map([...passedOver].map(([day, reason]) => [isoOf(day), reason])),
    }),
    ...(next !== undefined && { next: isoOf(next) }),
    ...(!isServed && { served }),
    ...(marketReturnChanges.length > 0 && { marketReturnChanges }),
  });
  if (days.length === 0) {
    await queueFinalRuns(writer, due);
    return result({ stored: [], confirmed: 0, marketReturnChanges: [] });
  }
  const facts = await (options.kept?.facts ?? new KeptFacts()).asRecorded(reader, batch);
  const reading = { facts, batch, days };
  const scoring = await ScoreRuns.begin(writer, {
    ...{ setup, ids, batch, sessions, due, mode, modes, queued, again, recheck, isServed, telling, onDay },
    riskInputsOf: isServed
      ? riskInputsOfDays(reader, ids, setup.risk.method, { ...reading, kept: options.kept?.bars })
      : null,
  });
  const inputsOf = await inputsOfDays(reader, ids, setup, reading);
  const isOneDay = options.from !== undefined && options.from === options.to;
  const onProgress = (done: number, total: number) => {
    if (done < total) options.onBegin?.(isoOf(days[done]));
    options.onProgress?.(done, total);
  };
  await deriveDays(days, isOneDay ? inputsOf : orPassedOver(inputsOf, passedOver), scoring, { onProgress });
  const ended = new Set(
    [...passedOver.keys()].filter((day) => modes.some((one) => due.currentRun(one, day) !== undefined)),
  );
  const hasTold = sessions[sessions.length - 1] !== telling.day || (await isTold(writer, name));
  if (ended.size > 0 || !hasTold) await endUnscored(writer, ended, name, modes);
  await queueFinalRuns(writer, due);
  await scoring.end();
  return result(scoring);
}

/**
 * Whether no withdrawn score of a method is left that subscribers may have to be told of, as where the newest day is not
 * scored.
 */
async function isTold(writer: pg.ClientBase, method: string): Promise<boolean> {
  const { rows } = await writer.query('SELECT FROM withdrawn_days WHERE method = $1 LIMIT 1', [method]);
  return rows.length === 0;
}

/** Finds the newest session, whose run tells subscribers of withdrawn scores, and these. */
async function tellingOf(
  reader: pg.ClientBase,
  writer: pg.ClientBase,
  sessions: Sessions,
  method: string,
  modes: readonly Mode[],
): Promise<ScoreRunsOptions['telling']> {
  const days = await sessionsToScore(reader, sessions, {});
  return { day: days[days.length - 1], untold: await UntoldScores.read(writer, method, modes) };
}

/**
 * Loads null for a session on which no stock can be scored.
 *
 * @param passedOver gets these sessions, with the reason
 */
function orPassedOver(
  inputsOf: (day: Day) => Promise<DayInputs>,
  passedOver: Map<Day, string>,
): (day: Day) => Promise<DayInputs | null> {
  return async (day) => {
    try {
      return await inputsOf(day);
    } catch (error) {
      if (error instanceof NobodyScored) {
        passedOver.set(day, error.message);
        return null;
      }
      throw error;
    }
  };
}

/**
 * Scores that stay as they are may be provisional for longer than their run said: their session may have turned out
 * to be a special one, or the clock may have been set back.
 */
async function queueFinalRuns(writer: pg.ClientBase, due: DueDays): Promise<void> {
  for (const [day, closesAt] of due.provisional) await queueFinalRun(writer, day, closesAt);
}
