import type pg from 'pg';
import type { Day, Mode } from '../../scoring/names.js';
import { VERSION } from '../../version.js';
import { assessedDays, type AssessedDay } from './assessedDays.js';
import { currentDays, type CurrentDay } from './currentDays.js';
import { openSessions } from './openSessions.js';
import type { ScoringSetup } from '../scoringSetup.js';
import { Touches } from './touches.js';

/** What days are compared with: the setup and modes to score, and the moment at which the facts were read. */
export interface DueWith {
  readonly setup: ScoringSetup;
  readonly modes: readonly Mode[];
  readonly readAt: Date;
  /** Whether risks are assessed: those of the served method's days are. */
  readonly assesses: boolean;
}

/** Knows which sessions have inputs that may differ from those of current scores and risks, as of one moment. */
export class DueDays {
  private constructor(
    private readonly setup: ScoringSetup,
    private readonly current: ReadonlyMap<Mode, ReadonlyMap<Day, CurrentDay>>,
    /** Null: risks are not assessed. */
    private readonly assessed: ReadonlyMap<Day, AssessedDay> | null,
    private readonly touches: Touches,
    /** The sessions that had not closed when the facts were read, and when they close. */
    readonly open: ReadonlyMap<Day, Date>,
  ) {}

  /**
   * Reads the current runs and what may have changed since.
   *
   * @param sessions ascending, at least one
   */
  static async read(
    client: pg.ClientBase,
    sessions: readonly Day[],
    { setup, modes, readAt, assesses }: DueWith,
  ): Promise<DueDays> {
    const open = await openSessions(client, sessions, readAt);
    const touches = await Touches.read(client);
    const current = new Map<Mode, ReadonlyMap<Day, CurrentDay>>();
    const [first, last] = [sessions[0], sessions[sessions.length - 1]];
    for (const mode of modes) {
      current.set(mode, await currentDays(client, setup.method.name, mode, first, last));
    }
    const assessed = assesses ? await assessedDays(client, first, last) : null;
    return new DueDays(setup, current, assessed, touches, open);
  }

  /** Whether a day may get other scores or risks. */
  isDue(day: Day): boolean {
    return this.areScoresDue(day) || this.isRiskDue(day);
  }

  /** Whether new facts, another method or sector file, or a close that has passed may give a day other scores. */
  areScoresDue(day: Day): boolean {
    return !this.#everyMode(
      day,
      (current) =>
        current.methodHash === this.setup.method.hash &&
        current.sectorsHash === this.setup.sectorsHash &&
        !this.touches.since(current.validBatch, day),
    );
  }

  /** Whether new facts, another method of risk, or a close that has passed may give a day other risks. */
  isRiskDue(day: Day): boolean {
    if (this.assessed === null) return false;
    const current = this.assessed.get(day);
    return (
      current === undefined ||
      (current.provisional && !this.open.has(day)) ||
      current.methodHash !== this.setup.risk.method.hash ||
      this.touches.since(current.validBatch, day)
    );
  }

  /** Whether the current risks of a day are these. A provisional day is stored once more after its close. */
  hasSameRisks(day: Day, risksHash: string): boolean {
    const current = this.assessed?.get(day);
    return (
      current !== undefined &&
      !(current.provisional && !this.open.has(day)) &&
      current.risksHash === risksHash
    );
  }

  /** Whether the current scores of a day were computed from the same inputs, by the same method and program. */
  hasSameInputs(day: Day, inputsHash: string): boolean {
    return this.#everyMode(
      day,
      (current) =>
        current.methodHash === this.setup.method.hash &&
        current.codeVersion === VERSION &&
        current.inputsHash === inputsHash,
    );
  }

  /** The run whose scores of a mode and day are current; undefined where none are. */
  currentRun(mode: Mode, day: Day): number | undefined {
    return this.current.get(mode)?.get(day)?.run;
  }

  /** The sessions that are still open, and whose current scores are provisional, with the time of their close. */
  get provisional(): readonly (readonly [Day, Date])[] {
    return [...this.open].filter(([day]) =>
      [...this.current.values()].some((days) => days.get(day)?.provisional === true),
    );
  }

  /** Whether each mode has current scores that hold, and that are not provisional after the close. */
  #everyMode(day: Day, holds: (current: CurrentDay) => boolean): boolean {
    return [...this.current.values()].every((days) => {
      const current = days.get(day);
      return current !== undefined && !(current.provisional && !this.open.has(day)) && holds(current);
    });
  }
}
