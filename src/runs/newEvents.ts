import type pg from 'pg';
import type { Day, Mode } from '../scoring/names.js';
import type { DueDays } from './due/dueDays.js';
import { FormerScores } from './formerScores.js';
import type { Handover } from './handover.js';
import { isEvent, type LoggedEvent, type ScoreRow } from './scoreRow.js';
import type { UntoldScores } from './untoldScores.js';

/** Finds the events among scores of a method that are about to be stored, and gives them the next positions of the log. */
export class NewEvents {
  readonly #former = new Map<Mode, FormerScores>();

  private constructor(
    private readonly client: pg.ClientBase,
    private readonly method: string,
    private readonly due: DueDays,
    private lastPosition: number,
  ) {}

  /**
   * Begins at the end of the log.
   *
   * @param client a connection that holds the lock of runs: nothing else is appended meanwhile
   * @param method the name of the method whose former scores count
   */
  static async atEnd(client: pg.ClientBase, method: string, due: DueDays): Promise<NewEvents> {
    const { rows } = await client.query<{ position: string }>(
      'SELECT last_position::text AS position FROM event_log',
    );
    return new NewEvents(client, method, due, Number(rows[0].position));
  }

  /** The position of the last event so far; that of the log where there was none. */
  get last(): number {
    return this.lastPosition;
  }

  /**
   * Compares a day's scores of one mode with the newest scores of their stocks up to that day.
   *
   * @param day later than the day before, unless `forget` was called
   * @param handover of the days before, whose scores count too
   * @param untold stocks of which another event tells (`tellWithdrawn`); null: none
   * @returns for each score its event, or null
   */
  async among(
    scores: readonly ScoreRow[],
    mode: Mode,
    day: Day,
    handover: Pick<Handover<unknown>, 'idle' | 'flush'>,
    untold: UntoldScores | null = null,
  ): Promise<readonly (LoggedEvent | null)[]> {
    const former = await this.#formerScores(mode, day, handover);
    const run = this.due.currentRun(mode, day);
    if (run !== undefined) await handover.idle();
    const formerOf = await former.on(run);
    return scores.map((score) => {
      const before = formerOf(score.stock_id);
      former.note(score.stock_id, score);
      if (untold?.has(mode, score.stock_id)) return null;
      return isEvent(score, before) ? { position: ++this.lastPosition, former: before ?? null } : null;
    });
  }

  /** Notes events that were appended after the last one. */
  advance(events: number): void {
    this.lastPosition += events;
  }

  /** Call it if the next day does not follow the last one: the scores of the days between are then read again. */
  forget(): void {
    this.#former.clear();
  }

  async #formerScores(
    mode: Mode,
    day: Day,
    handover: Pick<Handover<unknown>, 'flush'>,
  ): Promise<FormerScores> {
    let former = this.#former.get(mode);
    if (former === undefined) {
      await handover.flush();
      former = await FormerScores.before(this.client, this.method, mode, day);
      this.#former.set(mode, former);
    }
    return former;
  }
}
