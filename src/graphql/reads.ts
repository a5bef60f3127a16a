import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/database.js';

/** A statement that reads: of Kysely, or SQL with its parameters. */
export type Read<Row> = RawBuilder<Row> | { toOperationNode(): unknown; execute(): Promise<Row[]> };

interface Waiting {
  readonly read: Read<unknown>;
  readonly resolve: (rows: unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What one operation reads. All reads that are asked for before the event loop turns go to the database as one
 * statement, and those that depend on its rows as the next one: so there are as many statements as reads follow each
 * other on the longest path of the document, no matter how many stocks there are.
 *
 * Rows come as JSON: dates and instants are texts.
 */
export class Reads {
  /** Statements sent, and rows that came. */
  readonly counts = { statements: 0, rows: 0 };
  /** Ends the operation: a statement that is being executed is cancelled. */
  signal: AbortSignal | undefined;
  #waiting: Waiting[] = [];
  #isScheduled = false;
  #isReading = false;

  constructor(private readonly database: Pick<Database, 'db' | 'query'>) {}

  rows<Row>(read: Read<Row>): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ read, resolve: resolve as Waiting['resolve'], reject });
      this.#schedule();
    });
  }

  /** By then every resolver that can go on without the database has done so. */
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
      const parts = wave.map(
        ({ read }, k) =>
          sql`(SELECT json_agg(part) FROM (${read as RawBuilder<unknown>}) AS part) AS ${sql.ref(`part${k}`)}`,
      );
      const statement = sql`SELECT ${sql.join(parts)}`.compile(this.database.db as Kysely<unknown>);
      this.counts.statements++;
      const [lists] = await this.database.query<Readonly<Record<string, unknown[] | null>>>(
        statement.sql,
        statement.parameters,
        this.signal,
      );
      for (const [k, { resolve }] of wave.entries()) {
        const rows = lists[`part${k}`] ?? [];
        this.counts.rows += rows.length;
        resolve(rows);
      }
    } catch (error) {
      for (const { reject } of wave) reject(error);
    }
  }
}
