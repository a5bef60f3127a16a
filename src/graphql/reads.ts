import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/database.js';

/** A statement that reads: a query of Kysely, or SQL with its parameters. */
export type Read<Row> = RawBuilder<Row> | { toOperationNode(): unknown; execute(): Promise<Row[]> };

interface Waiting {
  readonly read: Read<unknown>;
  readonly rowWork: number;
  readonly resolve: (rows: unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The reads of one operation. All reads that are requested before the event loop turns are sent to the database as
 * one statement; reads that depend on its rows are the next statement. So an operation takes as many statements as
 * there are reads on the longest path of its document, no matter how many stocks it asks for.
 *
 * Rows are returned as JSON: dates and instants are texts.
 */
export class Reads {
  /** The statements that were sent, the rows that they returned, and units of other work. */
  readonly counts = { statements: 0, rows: 0, work: 0 };
  /** Cancels the statement that is being executed when the operation is ended. Before, it aborts when the client goes away. */
  signal: AbortSignal | undefined;
  /** Takes units off the caller before the work that they pay for; refuses the work by throwing. */
  onCharge: (units: number) => void = () => undefined;
  /** Waits for something that may take seconds, and gives the turn on to other operations meanwhile. */
  outOfTurn: <Result>(wait: () => Promise<Result>) => Promise<Result> = (wait) => wait();
  #waiting: Waiting[] = [];
  #isScheduled = false;
  #isReading = false;

  constructor(private readonly database: Pick<Database, 'db' | 'query'>) {}

  /**
   * Returns the rows of a statement, which is sent together with the others that are waiting.
   *
   * @param rowWork units that each row costs in addition to PRICES.row
   * @throws Error where any statement of the same wave fails
   */
  rows<Row>(read: Read<Row>, rowWork = 0): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ read, rowWork, resolve: resolve as Waiting['resolve'], reject });
      this.#schedule();
    });
  }

  /**
   * Charges work that is dear, and of which only the operation itself shows how much it is, before it is done.
   *
   * @throws GraphQLError COST_EXCEEDED where the caller has no units left
   */
  charge(units: number): void {
    this.onCharge(units);
    this.counts.work += units;
  }

  /** Waits until every resolver that can go on without the database has done so. */
  #schedule(): void {
    if (this.#isScheduled || this.#isReading) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#isReading = true;
      const wave = this.#waiting;
      this.#waiting = [];
      void this.#read(wave).then(() => {
        this.#isReading = false;
        if (this.#waiting.length > 0) this.#schedule();
      });
    });
  }

  async #read(wave: readonly Waiting[]): Promise<void> {
    try {
      // A statement that selects a column of the name of the row would give that column.
      const parts = wave.map(
        ({ read }, k) =>
          sql`(SELECT json_agg(row_of_read) FROM (${read as RawBuilder<unknown>}) AS row_of_read) AS ${sql.ref(`part${k}`)}`,
      );
      const statement = sql`SELECT ${sql.join(parts)}`.compile(this.database.db as Kysely<unknown>);
      this.counts.statements++;
      const [lists] = await this.database.query<Readonly<Record<string, unknown[] | null>>>(
        statement.sql,
        statement.parameters,
        this.signal,
      );
      for (const [k, { resolve, rowWork }] of wave.entries()) {
        const rows = lists[`part${k}`] ?? [];
        this.counts.rows += rows.length;
        this.counts.work += rows.length * rowWork;
        resolve(rows);
      }
    } catch (error) {
      for (const { reject } of wave) reject(error);
    }
  }
}
