import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
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
import { dayOf, isoOf } from '../market/day.js';
import type { Market } from '../market/facts.js';
import { inputsHashOf } from '../market/inputsHash.js';
import type { StockIds } from '../market/store/factTables.js';
import { newestBatch } from '../market/store/recordBatch.js';
import { stockIds } from '../market/store/stockIds.js';
import { storedBars } from '../market/store/storedBars.js';
import { newestBarDay } from '../market/store/storedCalendar.js';
import { StoredFeatures } from '../market/store/storedFeatures.js';
import { storedFacts } from '../market/store/storedMarket.js';
import { hasStoredFeatures, updateFeatures } from '../market/store/updateFeatures.js';
import { MODES, type Day, type IsoDate, type Mode } from '../scoring/names.js';
import { scoreDay, type DayScores } from '../scoring/scoreDay.js';
import { UserError } from '../userError.js';
import { VERSION } from '../version.js';
import { FormerScores } from './formerScores.js';
import { momentumRows } from './momentumRow.js';
import { currentDays, Touches, type CurrentDay } from './outdated.js';
import { isEvent, scoreRows, type LoggedEvent, type ScoreRow } from './scoreRow.js';
import { storeSetup, type ScoringSetup } from './scoringSetup.js';
import { storeRuns, type ConfirmedDay, type FinishedRun } from './storeRuns.js';

/** Days stored in one transaction: while PostgreSQL takes in twenty, the next twenty are scored. */
const DAYS_AT_ONCE = 20;

export interface SpanOptions {
  /** First and last day; the first and newest with a bar where not given. */
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** Both where not given. */
  readonly mode?: Mode;
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
  return withLock(pool, 'runs', async (writer) => {
    await storeSetup(writer, setup);
    for (;;) {
      await updateFeatures(pool);
      const result = await inSnapshot(pool, async (reader) =>
        (await areFeaturesStale(reader)) ? null : new Span(reader, writer, setup, options).score(),
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
  #lastRun = 0;
  #lastPosition = 0;
  #unchanged = 0;
  /** Rows of scores. */
  #stored = 0;

  constructor(
    private readonly reader: pg.ClientBase,
    private readonly writer: pg.ClientBase,
    private readonly setup: ScoringSetup,
    private readonly options: SpanOptions,
  ) {
    this.#modes = options.mode === undefined ? MODES : [options.mode];
  }

  async score(): Promise<ScoredSpan> {
    const { reader, options } = this;
    const batch = await newestBatch(reader);
    const ids = await stockIds(reader);
    const facts = await storedFacts(reader, batch);
    const sessions = await this.#sessions(facts);
    const [from, to] = [sessions[0], sessions[sessions.length - 1]];
    const touches = await Touches.read(reader);
    const current = new Map<Mode, Map<Day, CurrentDay>>();
    for (const mode of this.#modes) current.set(mode, await currentDays(reader, mode, from, to));
    const isDue = (day: Day) =>
      options.again === true ||
      options.recheck === true ||
      this.#modes.some((mode) => !this.#isUpToDate(current.get(mode)?.get(day), touches, day));
    const due = sessions.filter(isDue);
    this.#unchanged = sessions.length - due.length;
    await this.#readLog();
    const sectorIds = await this.#sectorIds();
    const inputsOf = await this.#inputs(facts, ids, batch, due);

    let before = NaN;
    for (const [done, day] of due.entries()) {
      options.onProgress?.(done, due.length);
      const startedAt = new Date();
      const inputs = await this.#inputsOrNull(inputsOf, day);
      if (inputs === null) continue;
      await outgoing();
      const scores = scoreDay(inputs.section, this.setup.method);
      options.onDay?.(scores, inputs);
      await outgoing();
      const inputsHash = inputsHashOf(inputs.section);
      const isSame = this.#modes.every((mode) =>
        this.#hasSameInputs(current.get(mode)?.get(day), inputsHash),
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
        this.#runs.push({ id: run.id, day: scores.section.date, changed: run.changed });
        before = day;
      }
      if (this.#finished.length + this.#confirmed.length >= DAYS_AT_ONCE) await this.#store();
      await outgoing();
    }
    await this.#store();
    await this.#storing;
    await noteManyRows(this.writer, this.#stored, 'scores', 'runs', 'scored_days', 'sector_momentum');
    options.onProgress?.(due.length, due.length);
    return { sessions: sessions.length, runs: this.#runs, unchanged: this.#unchanged };
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

  /** The sessions of the span, from the first one with a bar to the newest. */
  async #sessions({ sessions }: Omit<Market, 'bars'>): Promise<Day[]> {
    const { from, to } = this.options;
    const { rows } = await this.reader.query<{ first: string | null }>(
      'SELECT min(day)::text AS first FROM bars WHERE superseded_in IS NULL',
    );
    const newest = await newestBarDay(this.reader);
    if (rows[0].first === null || newest === null) {
      throw new UserError('The store holds no prices: import some first, with "greyoak import FOLDER".');
    }
    const first = dayOf(rows[0].first);
    const asked = {
      from: from === undefined ? first : dayAsked(from),
      to: to === undefined ? newest : dayAsked(to),
    };
    if (asked.from === asked.to && sessions.ordinalOf(asked.from) === -1) {
      const before = sessions.before(asked.from);
      throw new UserError(
        `Expected a session of the exchange, but ${isoOf(asked.from)} is none. ` +
          (before === null
            ? 'The calendar knows no session before it.'
            : `The session before it is ${before}.`),
      );
    }
    const days = Array.from(
      sessions.days.filter((day) => day >= Math.max(asked.from, first) && day <= Math.min(asked.to, newest)),
    );
    if (days.length > 0) return days;
    throw new UserError(
      `Expected days with prices, ${isoOf(first)} to ${isoOf(newest)}, came ${isoOf(asked.from)} to ` +
        `${isoOf(asked.to)}, in which there is no session with any.`,
    );
  }

  #isUpToDate(current: CurrentDay | undefined, touches: Touches, day: Day): boolean {
    return (
      current !== undefined &&
      current.methodHash === this.setup.method.hash &&
      current.sectorsHash === this.setup.sectorsHash &&
      !touches.since(current.validBatch, day)
    );
  }

  #hasSameInputs(current: CurrentDay | undefined, inputsHash: string): boolean {
    return (
      current !== undefined &&
      current.methodHash === this.setup.method.hash &&
      current.codeVersion === VERSION &&
      current.inputsHash === inputsHash
    );
  }

  async #readLog(): Promise<void> {
    const { rows } = await this.writer.query<{ run: number; position: string }>(
      'SELECT (SELECT coalesce(max(id), 0) FROM runs) AS run, last_position::text AS position FROM event_log',
    );
    this.#lastRun = rows[0].run;
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
  async #inputs(
    facts: Omit<Market, 'bars'>,
    ids: StockIds,
    batch: number,
    due: readonly Day[],
  ): Promise<InputsOf> {
    const { method, sectors } = this.setup;
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
    const id = ++this.#lastRun;
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
      id,
      day,
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
    this.#storing = storeRuns(this.writer, finished, confirmed, this.#lastPosition);
    // It is awaited before anything else is stored; until then its failure must not go unhandled.
    this.#storing.catch(() => undefined);
  }
}

function dayAsked(text: IsoDate): Day {
  const day = dayOf(text);
  if (day === day) return day;
  throw new UserError(`Expected a date such as 2024-10-08, came "${text}".`);
}
