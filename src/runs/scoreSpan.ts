import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import { databaseTime } from '../database/databaseTime.js';
import { noteManyRows } from '../database/statistics.js';
import { inSnapshot, withLock } from '../database/transaction.js';
import {
  assembleSection,
  crossSectionAsOf,
  KnownFacts,
  NobodyScored,
  reasonsByTicker,
  type DayInputs,
} from '../market/crossSection.js';
import { dayInIndia, isoOf } from '../market/day.js';
import { inputsHashOf } from '../market/inputsHash.js';
import type { StockIds } from '../market/store/factTables.js';
import type { KeptBars } from '../market/store/keptBars.js';
import { KeptFacts } from '../market/store/keptFacts.js';
import { newestBatch } from '../market/store/recordBatch.js';
import { sessionClose } from '../market/store/sessionClose.js';
import { stockIds } from '../market/store/stockIds.js';
import { storedBars } from '../market/store/storedBars.js';
import { storedSessions } from '../market/store/storedCalendar.js';
import { StoredFeatures } from '../market/store/storedFeatures.js';
import { hasStoredFeatures, updateFeatures } from '../market/store/updateFeatures.js';
import { MODES, type Day, type IsoDate, type Mode } from '../scoring/names.js';
import { scoreDay, type DayScores } from '../scoring/scoreDay.js';
import { VERSION } from '../version.js';
import { FormerScores } from './formerScores.js';
import { momentumRows } from './momentumRow.js';
import { queueFinalRun } from './outdatedJob.js';
import { currentDays, Touches, type CurrentDay } from './outdated.js';
import { isEvent, scoreRows, type LoggedEvent, type ScoreRow } from './scoreRow.js';
import { storeSetup, type ScoringSetup } from './scoringSetup.js';
import { sessionsToScore } from './sessionsToScore.js';
import { storeRuns, type ConfirmedDay, type FinishedRun } from './storeRuns.js';

/** Days stored in one transaction: while PostgreSQL takes in twenty, the next twenty are scored. */
const DAYS_AT_ONCE = 20;

export interface SpanOptions {
  /** First and last day; the first and newest with a bar where not given. */
  readonly from?: IsoDate | undefined;
  readonly to?: IsoDate | undefined;
  /** Both where not given. */
  readonly mode?: Mode | undefined;
  /** Of the span, score only the last session. */
  readonly onlyLast?: boolean;
  /** Score at most so many days, the first ones that are due. */
  readonly most?: number;
  /** The run that waits to be made, where the span is its day; others get an id when they are stored. */
  readonly run?: number;
  /** What was read before, for whoever scores again and again. */
  readonly kept?: { readonly facts: KeptFacts; readonly bars: KeptBars };
  /** The time, that of the database where not given: scores of a session that has not closed yet are provisional. */
  readonly now?: (() => Date) | undefined;
  /** Score also days whose facts, method and sector groups are those of their current scores. */
  readonly recheck?: boolean;
  /** Store also scores that come from the same inputs as the current ones. */
  readonly again?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told of every day that was scored, whether or not its scores were new. */
  readonly onDay?: (day: DayScores, inputs: DayInputs) => void;
}

export interface ScoredSpan {
  /** Sessions in the span. */
  readonly sessions: number;
  /** Runs that were stored, ascending by day. */
  readonly runs: readonly { readonly id: number; readonly day: IsoDate; readonly changed: number }[];
  /** Sessions whose stored scores were found to be right as they are. */
  readonly unchanged: number;
  /** The first session that was due and is left to be scored; none where not given. */
  readonly next?: IsoDate | undefined;
}

/**
 * Scores the sessions of a span from the store, in ascending order, and stores what is new. Stored features are
 * brought up to date first. A day whose inputs are those of its current scores keeps these.
 *
 * @throws UserError where the span has no session with prices, or is one day on which no stock can be scored
 */
export async function scoreSpan(
  pool: pg.Pool,
  setup: ScoringSetup,
  options: SpanOptions = {},
): Promise<ScoredSpan> {
  return withLock(pool, 'runs', (writer) => scoreUnderLock(pool, writer, setup, options));
}

/**
 * As scoreSpan, for whoever holds the lock of runs.
 *
 * @param writer the connection that holds it
 */
export async function scoreUnderLock(
  pool: pg.Pool,
  writer: pg.ClientBase,
  setup: ScoringSetup,
  options: SpanOptions = {},
): Promise<ScoredSpan> {
  await storeSetup(writer, setup);
  for (;;) {
    await updateFeatures(pool, undefined, options.kept?.bars);
    const readAt = options.now?.() ?? (await databaseTime(writer));
    const result = await inSnapshot(pool, async (reader) =>
      (await areFeaturesStale(reader)) ? null : new Span(reader, writer, setup, readAt, options).score(),
    );
    if (result !== null) return result;
  }
}

async function areFeaturesStale(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query('SELECT FROM stale_features LIMIT 1');
  return rows.length > 0;
}

/**
 * Lets what was handed to the connection go out. A socket takes some 200 kB at a time, and PostgreSQL would wait
 * for the rest while a whole day is scored.
 */
const outgoing = (): Promise<void> => setImmediate();

type InputsOf = (day: Day) => Promise<DayInputs>;

class Span {
  readonly #runs: { id: number; day: IsoDate; changed: number }[] = [];
  readonly #modes: readonly Mode[];
  readonly #former = new Map<Mode, FormerScores>();
  #finished: FinishedRun[] = [];
  #confirmed: ConfirmedDay[] = [];
  #storing: Promise<void> = Promise.resolve();
  /** Sessions that had not closed when the facts were read, and when they do. */
  #open: ReadonlyMap<Day, Date> = new Map();
  #lastPosition = 0;
  #unchanged = 0;
  /** Rows of scores. */
  #stored = 0;

  constructor(
    private readonly reader: pg.ClientBase,
    private readonly writer: pg.ClientBase,
    private readonly setup: ScoringSetup,
    private readonly readAt: Date,
    private readonly options: SpanOptions,
  ) {
    this.#modes = options.mode === undefined ? MODES : [options.mode];
  }

  async score(): Promise<ScoredSpan> {
    const { reader, options } = this;
    const batch = await newestBatch(reader);
    const ids = await stockIds(reader);
    const sessions = await sessionsToScore(reader, await storedSessions(reader, ids, batch), options);
    this.#open = await this.#openSessions(sessions);
    const [from, to] = [sessions[0], sessions[sessions.length - 1]];
    const touches = await Touches.read(reader);
    const current = new Map<Mode, Map<Day, CurrentDay>>();
    for (const mode of this.#modes) current.set(mode, await currentDays(reader, mode, from, to));
    const isDue = (day: Day) =>
      options.again === true ||
      options.recheck === true ||
      this.#modes.some((mode) => !this.#isUpToDate(current.get(mode)?.get(day), touches, day));
    const allDue = (options.onlyLast ? sessions.slice(-1) : sessions).filter(isDue);
    const due = allDue.slice(0, options.most ?? Infinity);
    this.#unchanged = sessions.length - allDue.length;
    if (due.length === 0) {
      await this.#queueFinalRuns(current);
      return this.#result(sessions, allDue);
    }
    await this.#readLog();
    const sectorIds = await this.#sectorIds();
    const inputsOf = await this.#inputs(ids, batch, due);

    let before = NaN;
    for (const [done, day] of due.entries()) {
      options.onProgress?.(done, due.length);
      const startedAt = new Date();
      const inputs = await this.#inputsOrNull(inputsOf, day);
      if (inputs === null) continue;
      if (options.run !== undefined) await this.#tellTotal(options.run, inputs);
      await outgoing();
      const scores = scoreDay(inputs.section, this.setup.method);
      options.onDay?.(scores, inputs);
      await outgoing();
      const inputsHash = inputsHashOf(inputs.section);
      const isSame = this.#modes.every((mode) =>
        this.#hasSameInputs(current.get(mode)?.get(day), day, inputsHash),
      );
      if (isSame && options.again !== true) {
        for (const mode of this.#modes) this.#confirmed.push({ day, mode, validBatch: batch });
        this.#former.clear();
        this.#unchanged++;
      } else {
        const follows = sessions[sessions.indexOf(day) - 1] === before;
        if (!follows) this.#former.clear();
        const run = await this.#finish(day, scores, inputs, ids, sectorIds, current, {
          readBatch: batch,
          inputsHash,
          startedAt,
        });
        this.#finished.push(run);
        before = day;
      }
      if (this.#finished.length + this.#confirmed.length >= DAYS_AT_ONCE) await this.#store();
      await outgoing();
    }
    await this.#store();
    await this.#storing;
    await this.#queueFinalRuns(current);
    await noteManyRows(this.writer, this.#stored, 'scores', 'runs', 'scored_days', 'sector_momentum');
    options.onProgress?.(due.length, due.length);
    return this.#result(sessions, allDue);
  }

  #result(sessions: readonly Day[], due: readonly Day[]): ScoredSpan {
    const next = due[this.options.most ?? Infinity];
    return {
      sessions: sessions.length,
      runs: this.#runs,
      unchanged: this.#unchanged,
      ...(next !== undefined && { next: isoOf(next) }),
    };
  }

  /** Those days that are not over in India yet are looked at; at most a few. */
  async #openSessions(sessions: readonly Day[]): Promise<Map<Day, Date>> {
    const today = dayInIndia(this.readAt);
    const open = new Map<Day, Date>();
    for (const day of sessions) {
      if (day < today) continue;
      const close = await sessionClose(this.reader, day);
      if (this.readAt < close) open.set(day, close);
    }
    return open;
  }

  /**
   * Scores that stay as they are may be provisional for longer than their run has said: its session may have turned out
   * to be a special one, or the clock may have been set back.
   */
  async #queueFinalRuns(current: ReadonlyMap<Mode, ReadonlyMap<Day, CurrentDay>>): Promise<void> {
    for (const [day, closesAt] of this.#open) {
      const isProvisional = this.#modes.some((mode) => current.get(mode)?.get(day)?.provisional === true);
      if (isProvisional) await queueFinalRun(this.writer, day, closesAt);
    }
  }

  /** At once, and not with the scores, for those who watch it. */
  async #tellTotal(run: number, { section, notScored }: DayInputs): Promise<void> {
    const total = (section.tickers.length + notScored.length) * this.#modes.length;
    await this.writer.query('UPDATE runs SET total = $2 WHERE id = $1', [run, total]);
  }

  /** Null for a session of a longer span on which nobody can be scored: it is passed over. */
  async #inputsOrNull(inputsOf: InputsOf, day: Day): Promise<DayInputs | null> {
    try {
      return await inputsOf(day);
    } catch (error) {
      const { from, to } = this.options;
      if (error instanceof NobodyScored && (from === undefined || from !== to)) return null;
      throw error;
    }
  }

  #isUpToDate(current: CurrentDay | undefined, touches: Touches, day: Day): boolean {
    return (
      current !== undefined &&
      current.methodHash === this.setup.method.hash &&
      current.sectorsHash === this.setup.sectorsHash &&
      !this.#isToBeFinal(current, day) &&
      !touches.since(current.validBatch, day)
    );
  }

  /** Whether scores of a day that has closed since are still those of a provisional run. */
  #isToBeFinal({ provisional }: CurrentDay, day: Day): boolean {
    return provisional && !this.#open.has(day);
  }

  #hasSameInputs(current: CurrentDay | undefined, day: Day, inputsHash: string): boolean {
    return (
      current !== undefined &&
      !this.#isToBeFinal(current, day) &&
      current.methodHash === this.setup.method.hash &&
      current.codeVersion === VERSION &&
      current.inputsHash === inputsHash
    );
  }

  async #readLog(): Promise<void> {
    const { rows } = await this.writer.query<{ position: string }>(
      'SELECT last_position::text AS position FROM event_log',
    );
    this.#lastPosition = Number(rows[0].position);
  }

  /** The numbers of the sector groups, new ones included. */
  async #sectorIds(): Promise<Map<string, number>> {
    await this.writer.query(
      `INSERT INTO sectors (id, key)
       SELECT (SELECT coalesce(max(id), 0) FROM sectors) + row_number() OVER (ORDER BY place), key
       FROM unnest($1::text[]) WITH ORDINALITY AS given (key, place)
       WHERE NOT EXISTS (SELECT FROM sectors WHERE sectors.key = given.key)`,
      [[...this.setup.sectors.groups.keys()]],
    );
    const { rows } = await this.writer.query<{ id: number; key: string }>('SELECT id, key FROM sectors');
    return new Map(rows.map(({ id, key }) => [key, id]));
  }

  /** What each day is scored from: stored features, or, for a method that computes them otherwise, the bars. */
  async #inputs(ids: StockIds, batch: number, due: readonly Day[]): Promise<InputsOf> {
    const { method, sectors } = this.setup;
    const facts = await (this.options.kept?.facts ?? new KeptFacts()).asRecorded(this.reader, batch);
    const known = new KnownFacts(facts);
    if (!hasStoredFeatures(method)) {
      const market = { ...facts, bars: await storedBars(this.reader, ids, { batch }) };
      return async (day) => crossSectionAsOf(market, isoOf(day), method, sectors, known);
    }
    const features = new StoredFeatures(this.reader, ids, batch, due);
    return async (day) => assembleSection(known, isoOf(day), method, sectors, await features.on(day));
  }

  /** Puts a scored day into rows, and finds the events among them. */
  async #finish(
    day: Day,
    scores: DayScores,
    { notScored }: DayInputs,
    ids: StockIds,
    sectorIds: ReadonlyMap<string, number>,
    current: ReadonlyMap<Mode, ReadonlyMap<Day, CurrentDay>>,
    read: Pick<FinishedRun, 'readBatch' | 'inputsHash' | 'startedAt'>,
  ): Promise<FinishedRun> {
    const rows: ScoreRow[] = [];
    const events: (LoggedEvent | null)[] = [];
    let changed = 0;
    for (const mode of this.#modes) {
      const former = await this.#formerScores(mode, day);
      const run = current.get(mode)?.get(day)?.run;
      // A statement between those of a transaction that fails would be told that, and not why.
      if (run !== undefined) await this.#storing;
      const formerOf = await former.on(run);
      for (const row of scoreRows(scores, mode, ids, sectorIds)) {
        const before = formerOf(row.stock_id);
        const isNew = isEvent(row, before);
        rows.push(row);
        events.push(isNew ? { position: ++this.#lastPosition, former: before ?? null } : null);
        if (isNew) changed++;
        former.note(row.stock_id, row);
      }
    }
    const { method } = scores;
    return {
      queued: this.options.run ?? null,
      day,
      closesAt: this.#open.get(day) ?? null,
      mode: this.options.mode ?? null,
      modes: this.#modes,
      methodHash: method.hash,
      sectorsHash: this.setup.sectorsHash,
      codeVersion: VERSION,
      changed,
      notScored: reasonsByTicker(notScored),
      scores: rows,
      events,
      momentum: momentumRows(scores, sectorIds),
      ...read,
    };
  }

  async #formerScores(mode: Mode, day: Day): Promise<FormerScores> {
    let former = this.#former.get(mode);
    if (former === undefined) {
      // What is scored but not stored yet counts too.
      await this.#store();
      await this.#storing;
      former = await FormerScores.before(this.writer, mode, day);
      this.#former.set(mode, former);
    }
    return former;
  }

  /** Hands what is finished to the database; waits only for what was handed over before. */
  async #store(): Promise<void> {
    await this.#storing;
    const [finished, confirmed] = [this.#finished, this.#confirmed];
    if (finished.length + confirmed.length === 0) return;
    for (const { scores } of finished) this.#stored += scores.length;
    this.#finished = [];
    this.#confirmed = [];
    this.#storing = storeRuns(this.writer, finished, confirmed, this.#lastPosition).then((ids) => {
      for (const [k, { day, changed }] of finished.entries()) {
        this.#runs.push({ id: ids[k], day: isoOf(day), changed });
      }
    });
    // It is awaited before anything else is stored; until then its failure must not go unhandled.
    this.#storing.catch(() => undefined);
  }
}
