import pg from 'pg';
import { eventually } from '../time/eventually.js';

/** The first half of the keys of the locks, by table. */
const CLASS = { documents: 7_001, reports: 7_002 } as const;

/**
 * Holds the jobs of documents and reports at the end of each step: the step has been done, and what it did is not committed
 * yet. A test can then kill the worker there.
 */
export class HeldSteps {
  private constructor(private readonly client: pg.Client) {}

  /** @param url of the database, as its owner */
  static async install(url: string): Promise<HeldSteps> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const [table, ends] of [
      ['documents', "old.status = 'PROCESSING' AND (new.step <> old.step OR new.status = 'READY')"],
      [
        'reports',
        "old.step = 'ASK' AND new.step = 'WRITE' OR old.step = 'WRITE' AND new.status = 'SUCCEEDED'",
      ],
    ] as const) {
      await client.query(`
        CREATE FUNCTION hold_${table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          PERFORM pg_advisory_xact_lock_shared(${CLASS[table]}, hashtext(old.step));
          RETURN new;
        END $$;
        CREATE TRIGGER hold_${table} BEFORE UPDATE ON ${table} FOR EACH ROW WHEN (${ends}) EXECUTE FUNCTION hold_${table}()`);
    }
    return new HeldSteps(client);
  }

  /** From now on, no job ends this step. */
  async hold(table: keyof typeof CLASS, step: string): Promise<void> {
    await this.client.query('SELECT pg_advisory_lock($1, hashtext($2))', [CLASS[table], step]);
  }

  /** Resolves when a job is held at the end of this step. */
  async reached(table: keyof typeof CLASS, step: string): Promise<void> {
    await eventually(async () => {
      const { rowCount } = await this.client.query(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = $1
           AND objid = (hashtext($2)::bigint & 4294967295)::oid`,
        [CLASS[table], step],
      );
      return rowCount !== 0;
    });
  }

  /** Lets jobs go on. */
  async release(table: keyof typeof CLASS, step: string): Promise<void> {
    await this.client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [CLASS[table], step]);
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}
