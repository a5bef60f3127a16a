import type pg from 'pg';
import { noteManyRows } from '../database/statistics.js';
import { reasonsByTicker, type DayInputs } from '../market/crossSection.js';
import { isoOf } from '../market/day.js';
import { inputsHashOf } from '../market/inputsHash.js';
import type { StockIds } from '../market/store/stockIds.js';
import { assessDay } from '../risk/assessDay.js';
import type { RiskInputs } from '../risk/riskInputs.js';
import type { CrossSection } from '../scoring/crossSection.js';
import type { Day, IsoDate, Mode } from '../scoring/names.js';
import { scoreDay, type DayScores } from '../scoring/scoreDay.js';
import { VERSION } from '../version.js';
import type { Derivation } from './deriveDays.js';
import type { DueDays } from './due/dueDays.js';
import type { Handover } from './handover.js';
import { MarketReturns, type MarketReturnChange } from './marketReturns.js';
import { momentumRows } from './momentumRow.js';
import { NewEvents } from './newEvents.js';
import type { ConfirmedRisks, NewRisks } from './risks/newRisks.js';
import { riskRows, risksHashOf } from './risks/riskRows.js';
import { scoreRows, type LoggedEvent, type ScoreRow } from './scoreRow.js';
import type { ScoringSetup } from './scoringSetup.js';
import { sectorIdsOf } from './sectorIdsOf.js';
import { storeRuns, type ConfirmedDay, type FinishedRun } from './storeRuns.js';
import type { UntoldScores } from './untoldScores.js';

/** The result of scoring a day: a new run, and the confirmation that current scores or risks still hold. */
export interface ScoredDay {
  /** Null where the day keeps its scores and its risks. */
  readonly run: FinishedRun | null;
  readonly confirmed: readonly ConfirmedDay[];
  readonly confirmedRisks: ConfirmedRisks | null;
}

/** What runs are derived with. */
export interface ScoreRunsOptions {
  readonly setup: ScoringSetup;
  readonly ids: StockIds;
  /** Facts and features are read as recorded at this batch. */
  readonly batch: number;
  /** The sessions of the span, due or not, ascending. */
  readonly sessions: readonly Day[];
  readonly due: DueDays;
  /** Whether the store serves this method: only then are changes of the market return noted. */
  readonly isServed: boolean;
  /** Null: both modes, of which a run has the scores of each. */
  readonly mode: Mode | null;
  readonly modes: readonly Mode[];
  /** The run that waits to be made, where the days are its day; null: runs get an id when they are stored. */
  readonly queued: number | null;
  /** Store a run also where its inputs are those of the current scores. */
  readonly again: boolean;
  /** Score and assess days also where nothing that they depend on has changed. */
  readonly recheck: boolean;
  /** Reads what the risks of a day are assessed from; null: they are not assessed. */
  readonly riskInputsOf: ((section: CrossSection) => Promise<RiskInputs>) | null;
  /**
   * The newest session, whose run tells subscribers of withdrawn scores, and those that there are: because of them the
   * run is stored in any case.
   */
  readonly telling: { readonly day: Day; readonly untold: UntoldScores };
  readonly onDay?: ((day: DayScores, inputs: DayInputs) => void) | undefined;
}

/** A run that was stored. */
export interface StoredRunSummary {
  readonly id: number;
  readonly day: IsoDate;
  /** Events that it added to the log. */
  readonly changed: number;
  /** How many of these events moved a stock into another band. */
  readonly bandsChanged: number;
  /** Whether the method had scored the day before. */
  readonly again: boolean;
  /** Whether it has risks and no scores, because the day keeps its scores. */
  readonly risksAlone: boolean;
}

/** Derives runs from days: scores, the sector groups' momentum, events of the log and, of the served method, risks. */
export class ScoreRuns implements Derivation<ScoredDay> {
  /** The runs that were stored, in the order of their days. */
  readonly stored: StoredRunSummary[] = [];
  /** How many days keep their current scores. */
  confirmed = 0;
  readonly #marketReturns: MarketReturns;
  #storedScores = 0;
  #storedRisks = 0;
  #lastDay = NaN;

  private constructor(
    private readonly writer: pg.ClientBase,
    private readonly options: ScoreRunsOptions,
    private readonly sectorIds: ReadonlyMap<string, number>,
    private readonly events: NewEvents,
  ) {
    this.#marketReturns = new MarketReturns(writer);
  }

  /**
   * Begins a derivation of runs.
   *
   * @param writer the connection that stores; it holds the lock of runs
   */
  static async begin(writer: pg.ClientBase, options: ScoreRunsOptions): Promise<ScoreRuns> {
    const { setup, due } = options;
    const sectorIds = await sectorIdsOf(writer, [...setup.sectors.groups.keys()]);
    return new ScoreRuns(writer, options, sectorIds, await NewEvents.atEnd(writer, setup.method.name, due));
  }

  /** Of the served method: the days whose market return is of another kind than that of the session before. */
  get marketReturnChanges(): readonly MarketReturnChange[] {
    return this.#marketReturns.changes;
  }

  /**
   * Scores a day and assesses its risks, as far as they are due. Current scores hold if they were computed from the same
   * inputs, and current risks if they are the same, unless `again` is set.
   */
  async derive(day: Day, inputs: DayInputs, handover: Handover<ScoredDay>): Promise<ScoredDay> {
    const { setup, queued, batch } = this.options;
    const startedAt = new Date();
    if (queued !== null) await this.#showTotal(queued, inputs);
    const again = this.options.again || this.#toTell(day)?.isEmpty === false;
    const scored = await this.#scored(day, inputs, handover, again);
    const risks = await this.#assessed(day, inputs, again);
    await handover.sendOut();
    const inputsHash = inputsHashOf(inputs.section);
    const areScoresNew = scored !== null && (again || !this.options.due.hasSameInputs(day, inputsHash));
    const areRisksNew = risks !== null && !this.options.due.hasSameRisks(day, risks.hash);
    const confirmed = this.options.modes.map((mode) => ({
      ...{ method: setup.method.name, day, mode },
      ...{ validBatch: batch, validSectors: setup.sectorsHash },
    }));
    if (!areScoresNew) this.events.forget();
    if (!areScoresNew && !areRisksNew) this.confirmed++;
    return {
      run:
        areScoresNew || areRisksNew
          ? await this.#runOf(day, areScoresNew ? scored : null, inputs, handover, {
              risks: areRisksNew ? risks : null,
              ...{ inputsHash, startedAt },
            })
          : null,
      confirmed: scored === null || areScoresNew ? [] : confirmed,
      confirmedRisks: risks === null || areRisksNew ? null : { day, validBatch: batch },
    };
  }

  /** Scores a day; null where its scores are not due. */
  async #scored(
    day: Day,
    inputs: DayInputs,
    handover: Handover<ScoredDay>,
    again: boolean,
  ): Promise<DayScores | null> {
    const { setup, due, isServed, recheck, onDay } = this.options;
    if (!again && !recheck && !due.areScoresDue(day)) return null;
    const scores = scoreDay(inputs.section, setup.method);
    inputs.onScored?.(scores);
    onDay?.(scores, inputs);
    if (isServed) await this.#marketReturns.note(this.#before(day), day, scores.marketReturn, handover);
    return scores;
  }

  /** Assesses a day's risks; null where they are not due. */
  async #assessed(day: Day, { section }: DayInputs, again: boolean): Promise<NewRisks | null> {
    const { setup, due, recheck, riskInputsOf, ids } = this.options;
    if (riskInputsOf === null || (!again && !recheck && !due.isRiskDue(day))) return null;
    const { method } = setup.risk;
    const risks = assessDay(await riskInputsOf(section), method);
    return { methodHash: method.hash, hash: risksHashOf(risks, method.hash), rows: riskRows(risks, ids) };
  }

  /** Stores days in one transaction. The caller holds the lock of runs. */
  async store(days: readonly ScoredDay[]): Promise<void> {
    const runs = days.flatMap(({ run }) => run ?? []);
    const confirmed = days.flatMap((day) => day.confirmed);
    const confirmedRisks = days.flatMap((day) => day.confirmedRisks ?? []);
    const newest = runs.at(-1);
    const untold = newest === undefined ? null : this.#toTell(newest.day);
    const { ids, told } = await storeRuns(
      this.writer,
      runs,
      { confirmed, confirmedRisks },
      this.events.last,
      untold,
    );
    this.events.advance(told);
    for (const [k, run] of runs.entries()) {
      const { day, scores, events } = run;
      const changed = run.changed + (run === newest ? told : 0);
      const bandsChanged = scores.filter((score, i) => isInOtherBand(score, events[i])).length;
      const again = this.options.modes.some((mode) => this.options.due.currentRun(mode, day) !== undefined);
      this.stored.push({
        id: ids[k],
        day: isoOf(day),
        changed,
        bandsChanged,
        again,
        risksAlone: scores.length === 0,
      });
      this.#storedScores += scores.length;
      this.#storedRisks += run.risks?.rows.length ?? 0;
    }
  }

  /** Call it when all days are stored. */
  async end(): Promise<void> {
    await noteManyRows(this.writer, this.#storedScores, 'scores', 'runs', 'scored_days', 'sector_momentum');
    await noteManyRows(this.writer, this.#storedRisks, 'risks', 'runs', 'assessed_days');
  }

  /** The withdrawn scores of which the run of a day tells subscribers; null: it tells of none. */
  #toTell(day: Day): UntoldScores | null {
    const { telling } = this.options;
    return telling.day === day ? telling.untold : null;
  }

  /** Stores the total at once and not with the scores, so that subscribers to the run's progress see it. */
  async #showTotal(run: number, { section, notScored }: DayInputs): Promise<void> {
    const total = (section.tickers.length + notScored.length) * this.options.modes.length;
    await this.writer.query('UPDATE runs SET total = $2 WHERE id = $1', [run, total]);
  }

  /** The session before a day; undefined for the first one of the span. */
  #before(day: Day): Day | undefined {
    const { sessions } = this.options;
    return sessions[sessions.indexOf(day) - 1];
  }

  /** Whether the session before a day is the one that was scored last. */
  #follows(day: Day): boolean {
    return this.#before(day) === this.#lastDay;
  }

  /** @param scored null: the day keeps its scores */
  async #runOf(
    day: Day,
    scored: DayScores | null,
    { notScored }: DayInputs,
    handover: Handover<ScoredDay>,
    read: Pick<FinishedRun, 'inputsHash' | 'startedAt' | 'risks'>,
  ): Promise<FinishedRun> {
    const { setup, due, ids, batch, mode, modes, queued } = this.options;
    const scores: ScoreRow[] = [];
    const events: (LoggedEvent | null)[] = [];
    if (scored !== null) {
      if (!this.#follows(day)) this.events.forget();
      this.#lastDay = day;
      for (const one of modes) {
        const rows = scoreRows(scored, one, ids, this.sectorIds);
        scores.push(...rows);
        const untold = this.#toTell(day);
        events.push(...(await this.events.among(rows, one, day, handover, untold)));
      }
    }
    return {
      queued,
      day,
      closesAt: due.open.get(day) ?? null,
      mode: scored === null ? null : mode,
      modes: scored === null ? [] : modes,
      readBatch: batch,
      method: setup.method,
      sectorsHash: setup.sectorsHash,
      codeVersion: VERSION,
      changed: events.filter((event) => event !== null).length,
      notScored: reasonsByTicker(notScored),
      sessionQuorum: setup.sessionQuorum,
      marketReturn: scored?.marketReturn ?? null,
      scores,
      events,
      momentum: scored === null ? [] : momentumRows(scored, this.sectorIds),
      ...read,
    };
  }
}

function isInOtherBand({ band }: ScoreRow, event: LoggedEvent | null): boolean {
  const former = event?.former ?? null;
  return former !== null && former.band !== band;
}
