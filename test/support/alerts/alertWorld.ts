import type pg from 'pg';
import type { Database } from '../../../src/database/database.js';
import { inTransaction, withLock } from '../../../src/database/transaction.js';
import { withConnection } from '../../../src/database/withConnection.js';
import type { Role } from '../../../src/access/roles.js';
import type { AlertRulesTable, AlertsTable } from '../../../src/database/tables.js';
import { evaluateAlerts } from '../../../src/live/alerts/evaluation/evaluateAlerts.js';
import type { Band, Mode } from '../../../src/scoring/names.js';
import { MODES } from '../../../src/scoring/names.js';
import { openTestDatabase } from '../database/testDatabase.js';

/** What a session says of a stock; what is left out is 50, HOLD, no guardrail and 100 ₹. */
export interface Values {
  readonly risk?: number;
  readonly score?: number;
  readonly band?: Band;
  readonly fired?: number;
  readonly close?: number | null;
}

/** An alert as tests compare it. */
export interface SeenAlert {
  readonly ticker: string | null;
  readonly day: string | null;
  readonly state: string;
  readonly value: number | null;
  readonly occurrences: number;
}

/** A store whose sessions say what a test wants, and not what was computed. */
export class AlertWorld {
  private constructor(
    readonly database: Database,
    private readonly ids: ReadonlyMap<string, number>,
  ) {}

  static async open(tickers: readonly string[]): Promise<AlertWorld> {
    const database = await openTestDatabase();
    const { pool } = database;
    const { rows } = await pool.query<{ id: number; ticker: string }>(
      'INSERT INTO stocks (ticker) SELECT unnest($1::text[]) RETURNING id, ticker',
      [tickers],
    );
    const world = new AlertWorld(database, new Map(rows.map(({ id, ticker }) => [ticker, id])));
    await world.insert('methods', [{ hash: 'm', name: 'm' }]);
    await world.insert('sector_files', [{ hash: 's' }]);
    await world.insert('sectors', [{ id: 1, key: 'energy' }]);
    await pool.query(`INSERT INTO served_method (name) VALUES ('m')`);
    return world;
  }

  idOf(ticker: string): number {
    const id = this.ids.get(ticker);
    if (id === undefined) throw new Error(`expected a stock, got ${ticker}`);
    return id;
  }

  async user(role: Role = 'ANALYST'): Promise<number> {
    const { rows } = await this.database.pool.query<{ id: number }>(
      `INSERT INTO users (email, name, role) VALUES (gen_random_uuid() || '@x.in', 'A user', $1) RETURNING id`,
      [role],
    );
    return rows[0].id;
  }

  /** Makes a rule of everything: risk above 60, back at 55. */
  async rule(given: Partial<Record<keyof AlertRulesTable, unknown>> = {}): Promise<number> {
    const row = {
      ...{
        owner_id: null,
        scope: 'EVERYBODY',
        name: 'A rule',
        metric: 'RISK',
        everything: true,
        comparator: 'ABOVE',
      },
      ...{ threshold: 60, rearm: 5, severity: 'HIGH', ...given },
    };
    const [{ id }] = await this.insert<{ id: number }>('alert_rules', [row]);
    return id;
  }

  /** Stores a run of a session, as the current one of its day. */
  session(
    day: string,
    values: Readonly<Record<string, Values>>,
    { provisional = false, modes = MODES }: { provisional?: boolean; modes?: readonly Mode[] } = {},
  ): Promise<void> {
    return withConnection(this.database.pool, (client) =>
      inTransaction(client, () => this.#store(client, day, values, { provisional, modes })),
    );
  }

  async #store(
    client: pg.ClientBase,
    day: string,
    values: Readonly<Record<string, Values>>,
    { provisional, modes }: { readonly provisional: boolean; readonly modes: readonly Mode[] },
  ): Promise<void> {
    const stocks = Object.entries(values);
    const { rows } = await client.query<{ id: number; committed: number }>(
      'SELECT coalesce(max(id), 0) + 1 AS id, coalesce(max(committed), 0) + 1 AS committed FROM runs',
    );
    const [{ id: run_id, committed }] = rows;
    const run = { id: run_id, day, provisional, committed, status: 'SUCCEEDED', finished_at: new Date() };
    await this.insert('runs', [{ ...run, method_hash: 'm', sectors_hash: 's' }], client);
    await this.insert(
      'scores',
      modes.flatMap((mode) =>
        stocks.map(([ticker, { score = 50, band = 'HOLD', fired = 0 }]) => ({
          ...{ run_id, day, mode, stock_id: this.idOf(ticker), value: score, band, fired, sector_id: 1 },
        })),
      ),
      client,
    );
    await this.insert(
      'risks',
      stocks.map(([ticker, { risk = 50 }]) => ({ run_id, day, stock_id: this.idOf(ticker), judged: risk })),
      client,
    );
    await client.query('UPDATE bars SET superseded_in = $2 WHERE day = $1 AND superseded_in IS NULL', [
      day,
      run_id,
    ]);
    await this.insert(
      'bars',
      stocks.flatMap(([ticker, { close = 100 }]) =>
        close === null
          ? []
          : [{ day, stock_id: this.idOf(ticker), close, source: 'PRIMARY', recorded_in: run_id }],
      ),
      client,
    );
    await client.query(
      `INSERT INTO scored_days (method, mode, day, run_id, valid_batch)
       SELECT 'm', unnest($1::mode[]), $2, $3, 0
       ON CONFLICT (method, mode, day) DO UPDATE SET run_id = excluded.run_id`,
      [modes, day, run_id],
    );
    await client.query(
      `INSERT INTO assessed_days (day, run_id, valid_batch) VALUES ($1, $2, 0)
       ON CONFLICT (day) DO UPDATE SET run_id = excluded.run_id`,
      [day, run_id],
    );
  }

  /** Withdraws a session. */
  async withdraw(day: string): Promise<void> {
    await this.database.pool.query('DELETE FROM scored_days WHERE day = $1', [day]);
    await this.database.pool.query('DELETE FROM assessed_days WHERE day = $1', [day]);
  }

  evaluate(): Promise<number> {
    return withLock(this.database.pool, 'alerts', evaluateAlerts);
  }

  /** Stores a run of a session and evaluates it, and returns what was told: change, ticker, value and state. */
  async commit(...given: Parameters<AlertWorld['session']>): Promise<readonly string[]> {
    await this.session(...given);
    return this.told();
  }

  /** Evaluates, and returns what was told. */
  async told(): Promise<readonly string[]> {
    const { pool } = this.database;
    const { rows: log } = await pool.query<{ last: number }>('SELECT last_position AS last FROM alert_log');
    await this.evaluate();
    const { rows } = await pool.query<{ event: string }>(
      `SELECT concat_ws(' ', change, coalesce(ticker, '*'), event.value, event.state) AS event
       FROM alert_events AS event JOIN alerts ON alerts.id = alert_id LEFT JOIN stocks ON stocks.id = stock_id
       WHERE position > $1 ORDER BY position`,
      [log[0].last],
    );
    return rows.map(({ event }) => event);
  }

  async alerts(): Promise<
    readonly (Pick<AlertsTable, 'message' | 'resolved_by_value' | 'corrected'> & SeenAlert)[]
  > {
    const { rows } = await this.database.pool.query(
      `SELECT ticker, day::text, state, value, occurrences, message, resolved_by_value, corrected
       FROM alerts LEFT JOIN stocks ON stocks.id = stock_id ORDER BY alerts.id`,
    );
    return rows;
  }

  /** Inserts rows, with a neutral value in each column that needs one. */
  async insert<Row extends object = object>(
    table: string,
    rows: readonly object[],
    client: pg.ClientBase | pg.Pool = this.database.pool,
  ): Promise<Row[]> {
    if (rows.length === 0) return [];
    const { rows: columns } = await client.query<{ name: string; type: string }>(
      `SELECT column_name AS name, data_type AS type FROM information_schema.columns
       WHERE table_name = $1 AND table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL
         AND is_identity = 'NO'`,
      [table],
    );
    const neutral = Object.fromEntries(columns.map(({ name, type }) => [name, NEUTRAL[type] ?? 0]));
    const full = rows.map((row) => ({ ...neutral, ...row }));
    const names = Object.keys(full[0])
      .map((name) => `"${name}"`)
      .join(', ');
    const inserted = await client.query<Row>(
      `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table}", $1) RETURNING *`,
      [JSON.stringify(full)],
    );
    return inserted.rows;
  }
}

const NEUTRAL: Readonly<Record<string, unknown>> = {
  text: '',
  boolean: false,
  jsonb: {},
  'timestamp with time zone': '2024-10-08T12:00:00Z',
};
