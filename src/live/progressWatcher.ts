import { Coalesced } from '../async/coalesced.js';
import { FairTurns } from '../async/fairTurns.js';
import type { Database } from '../database/database.js';
import { UserError } from '../userError.js';

const POLL_MS = 2_000;
/** How many results of one caller may be executed at a time. */
const RESULTS_AT_ONCE = 4;

/** Work whose progress is told, such as a run. */
export interface Progressing {
  readonly id: number;
}

/** How the progress of one kind of work is read. */
export interface ProgressSource<Row extends Progressing> {
  /** One of them with its article, and the field that lists them, for messages. */
  readonly names: { readonly one: string; readonly field: string };
  /** SQL of the row with the id $1. */
  readonly ofId: string;
  /** SQL of the rows whose state may have changed, ascending by id: at least those whose ids are in $1. */
  readonly changing: string;
  readonly isFinished: (row: Row) => boolean;
  readonly hasChanged: (former: Row, row: Row) => boolean;
}

type OnRows<Row> = (rows: readonly Row[]) => void;

interface Watcher<Row> {
  /** Null: all. */
  readonly id: number | null;
  readonly onRows: OnRows<Row>;
  readonly onGone: () => void;
  /** The last state of each row that was reported to the watcher, or that existed before it began. */
  readonly told: Map<number, Row>;
}

/**
 * Reports the progress of work to watchers. While there are any, it reads the rows after each hint and every two
 * seconds.
 */
export class ProgressWatcher<Row extends Progressing> {
  /** In which the results of all its watchers are executed. */
  readonly turns = new FairTurns(RESULTS_AT_ONCE);
  readonly #query: Database['query'];
  readonly #onFailure: (error: Error) => void;
  readonly #watchers = new Set<Watcher<Row>>();
  readonly #look = new Coalesced(() => this.#read());
  #timer: NodeJS.Timeout | undefined;

  /** @param onFailure called when rows could not be read; they are read again */
  constructor(
    { query }: Pick<Database, 'query'>,
    readonly source: ProgressSource<Row>,
    onFailure: (error: Error) => void,
  ) {
    this.#query = query;
    this.#onFailure = onFailure;
  }

  /** How many watchers there are. */
  get count(): number {
    return this.#watchers.size;
  }

  /** Reports that rows may have changed. */
  hint(): void {
    if (this.#watchers.size > 0) void this.#look.run();
  }

  /**
   * Reports the state of a row, or of all unfinished rows, and then each change.
   *
   * @param id null: all
   * @param onGone called once where the row of the id is deleted before it has finished
   * @returns a function that ends the watching
   * @throws UserError if there is no such row
   */
  async watch(
    id: number | null,
    onRows: OnRows<Row>,
    onGone: () => void = () => undefined,
  ): Promise<() => void> {
    const { ofId, changing, isFinished, names } = this.source;
    const rows = await (id === null ? this.#query<Row>(changing, [[]]) : this.#query<Row>(ofId, [id]));
    if (id !== null && rows.length === 0) {
      const [, noun = ''] = names.one.split(' ');
      throw new UserError(
        `Expected the id of ${names.one}, got one of no ${noun}: the field ${names.field} lists them.`,
      );
    }
    const watcher: Watcher<Row> = { id, onRows, onGone, told: new Map(rows.map((row) => [row.id, row])) };
    this.#watchers.add(watcher);
    this.#timer ??= setInterval(() => this.hint(), POLL_MS).unref();
    onRows(id === null ? rows.filter((row) => !isFinished(row)) : rows);
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Ends all watching, and waits for a read that is under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#watchers.clear();
    await this.#look.idle();
  }

  async #read(): Promise<void> {
    const { changing, isFinished } = this.source;
    const unfinished = [...this.#watchers].flatMap(({ told }) =>
      [...told.values()].filter((row) => !isFinished(row)),
    );
    try {
      const asked = new Set(unfinished.map(({ id }) => id));
      const rows = await this.#query<Row>(changing, [[...asked]]);
      for (const watcher of this.#watchers) this.#tellChanges(watcher, rows);
      for (const { id } of rows) asked.delete(id);
      for (const watcher of this.#watchers) this.#tellGone(watcher, asked);
    } catch (error) {
      this.#onFailure(error as Error);
    }
  }

  /** @param gone rows that are deleted */
  #tellGone({ id, onGone, told }: Watcher<Row>, gone: ReadonlySet<number>): void {
    for (const one of gone) if (told.delete(one) && one === id) onGone();
  }

  #tellChanges({ id, onRows, told }: Watcher<Row>, rows: readonly Row[]): void {
    const { hasChanged, isFinished } = this.source;
    const due = rows.filter((row) => {
      const former = told.get(row.id);
      return (id === null || row.id === id) && (former === undefined || hasChanged(former, row));
    });
    if (due.length === 0) return;
    for (const row of due) told.set(row.id, row);
    // A row that is older than those that we read no longer changes.
    const oldest = rows[0].id;
    for (const [id, row] of told) if (id < oldest && isFinished(row)) told.delete(id);
    onRows(due);
  }
}
