import { COMPANY_COLUMNS, type CompanyColumns } from '../database/companyRow.js';
import type pg from 'pg';
import type { Database } from '../database/database.js';
import { inSnapshot } from '../database/transaction.js';
import { RUN_COLUMNS, type RunRow } from '../database/runRow.js';
import type { Classification, FormerSymbol } from '../market/facts.js';
import { FormerSymbols } from '../market/formerSymbols.js';
import { byTicker } from '../market/grouping.js';
import { isinsOf, type Isins } from '../market/isins.js';
import { parseSectors, type Sectors } from '../market/sectors.js';
import { compileMethod, parseMethod } from '../method/loadMethod.js';
import { compileRiskMethod, parseRiskMethod } from '../method/loadRiskMethod.js';
import type { RiskMethod } from '../risk/riskMethod.js';
import type { Method, ThresholdSet } from '../scoring/method.js';
import { MODES, type IsoDate, type Mode, type Ticker } from '../scoring/names.js';

/** A company as recorded today. */
export interface CompanyRow extends CompanyColumns {
  readonly stock_id: number;
  readonly ticker: Ticker;
  /** Empty where it was not imported, as is sector_group. */
  readonly basic_industry: string;
  readonly sector_group: string;
}

/** A scored day of one mode of a method, and its current run. */
export interface ScoredDay {
  readonly day: IsoDate;
  readonly runId: number;
}

/** A session whose risks are assessed, and the run that they are current of. */
export interface AssessedDay extends ScoredDay {
  /** The method of risk of the run. */
  readonly methodHash: string;
}

/** The scored days of a method, ascending. */
type ScoredDays = Readonly<Record<Mode, readonly ScoredDay[]>>;

/** A stored method. It is compiled when it is first needed, so that a faulty one breaks only what needs it. */
interface StoredMethod {
  readonly name: string;
  readonly document: string;
  readonly thresholdSet: ThresholdSet;
  compiled: Method | null;
}

/** A stored method of risk. It is compiled when it is first needed. */
interface StoredRiskMethod {
  readonly document: string;
  compiled: RiskMethod | null;
}

/** A stored sector file. It is parsed when it is first needed. */
interface StoredSectors {
  readonly document: string;
  parsed: Sectors | null;
}

const COMPANIES = `SELECT stock_id, ticker, basic_industry, sector_group, ${COMPANY_COLUMNS.join(', ')}
  FROM companies JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL`;
const SYMBOLS = `SELECT ticker, former, until - date '1970-01-01' AS until
  FROM symbols JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL`;
const CLASSIFICATIONS = `SELECT ticker, from_day - date '1970-01-01' AS "from", of_company AS "ofCompany", industry,
    basic_industry AS "basicIndustry", sector_group AS "sectorGroup"
  FROM classifications JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL`;
const HISTORIES = `SELECT stock_id, min(recorded_in) AS "firstBatch",
    coalesce(array_agg(DISTINCT isin) FILTER (WHERE isin <> ''), '{}') AS isins
  FROM companies GROUP BY stock_id`;
const ASSESSED = `SELECT assessed_days.day, run_id AS "runId", risk_method_hash AS "methodHash"
  FROM assessed_days JOIN runs ON runs.id = run_id ORDER BY assessed_days.day`;
const RUNS = `SELECT ${RUN_COLUMNS.join(', ')} FROM runs WHERE id = ANY ($1)`;

/** What was ever recorded of a company. */
interface CompanyHistory {
  /** The batch that it was recorded in first. */
  readonly firstBatch: number;
  readonly isins: readonly string[];
}

/** The end of the log of events. */
export interface LogEnd {
  readonly epoch: string;
  readonly position: number;
}

interface Parts {
  readonly isSynthetic: boolean;
  readonly version: string;
  readonly batch: number;
  readonly servedMethod: string | null;
  readonly log: LogEnd;
  readonly companies: readonly CompanyRow[];
  readonly symbols: FormerSymbols;
  /** By the id of the stock. */
  readonly histories: ReadonlyMap<number, CompanyHistory>;
  readonly classifications: ReadonlyMap<Ticker, readonly Classification[]>;
  /** By the name of the method. */
  readonly scoredDays: ReadonlyMap<string, ScoredDays>;
  readonly assessedDays: readonly AssessedDay[];
  readonly runs: ReadonlyMap<number, RunRow>;
  readonly methods: ReadonlyMap<string, StoredMethod>;
  readonly riskMethods: ReadonlyMap<string, StoredRiskMethod>;
  readonly sectorFiles: ReadonlyMap<string, StoredSectors>;
}

/**
 * Companies, scored days of all methods, assessed days, current runs and methods as of one moment: a small amount of data
 * that nearly every operation needs.
 */
export class Snapshot {
  /**
   * Snapshots with the same version have the same books. It names the newest import, the time of the last finished run,
   * the served method, how many days are scored and assessed, and of which runs the risks are.
   */
  readonly version: string;
  /** The newest batch; 0 where nothing was recorded yet. */
  readonly batch: number;
  /** Name of the method that is served where none is named; null until a day was scored. */
  readonly servedMethod: string | null;
  readonly log: LogEnd;
  /** Whether the store holds the synthetic sample, and no real market. */
  readonly isSynthetic: boolean;
  /** In no particular order. */
  readonly companies: readonly CompanyRow[];
  /** The former symbols of stocks. */
  readonly symbols: FormerSymbols;
  readonly #parts: Parts;
  readonly #byTicker: ReadonlyMap<Ticker, CompanyRow>;

  constructor(parts: Parts) {
    this.version = parts.version;
    this.batch = parts.batch;
    this.servedMethod = parts.servedMethod;
    this.log = parts.log;
    this.isSynthetic = parts.isSynthetic;
    this.companies = parts.companies;
    this.symbols = parts.symbols;
    this.#parts = parts;
    this.#byTicker = new Map(parts.companies.map((row) => [row.ticker, row]));
  }

  /**
   * Returns a company by its ticker, or by a former symbol of it that no company has today; null if there is none.
   */
  company(ticker: Ticker): CompanyRow | null {
    return this.#byTicker.get(this.tickerOf(ticker)) ?? null;
  }

  /** Returns the ticker of today of what may be a former symbol. A symbol that a company has today is that company's. */
  tickerOf(symbol: Ticker): Ticker {
    return this.#byTicker.has(symbol) ? symbol : (this.symbols.newestOf(symbol) ?? symbol);
  }

  /** Returns the former tickers of a company, and all ISINs that it was known by. */
  otherNamesOf(ticker: Ticker): readonly string[] {
    const id = this.#byTicker.get(ticker)?.stock_id;
    const former = this.symbols.spansOf(ticker).slice(0, -1);
    return [...former.map((span) => span.ticker), ...((id && this.#parts.histories.get(id)?.isins) || [])];
  }

  /** All ISINs that the companies of today were ever known by. */
  get isins(): Isins {
    const { histories } = this.#parts;
    return isinsOf(
      this.companies.flatMap(({ ticker, stock_id: id }) =>
        (histories.get(id)?.isins ?? []).map((isin) => ({ ticker, isin })),
      ),
    );
  }

  /** Returns the companies of today that were recorded up to a batch, in no particular order. */
  companiesUpTo(batch: number): readonly CompanyRow[] {
    if (batch >= this.batch) return this.companies;
    const { histories } = this.#parts;
    return this.companies.filter(({ stock_id: id }) => (histories.get(id)?.firstBatch ?? 0) <= batch);
  }

  /** Returns the dated classifications of a company as recorded today, in no particular order. */
  classificationsOf(ticker: Ticker): readonly Classification[] {
    return this.#parts.classifications.get(ticker) ?? [];
  }

  /**
   * Finds the newest scored day of a mode; null where there is none.
   *
   * @param on the last day that counts; null: any day
   * @param method the name of the method; null: the served one
   */
  scoredDay(mode: Mode, on: IsoDate | null, method: string | null = null): ScoredDay | null {
    return newestUpTo(this.#daysOf(mode, method), on);
  }

  /**
   * Finds the newest assessed session; null where there is none.
   *
   * @param on the last day that counts; null: any day
   */
  assessedDay(on: IsoDate | null): AssessedDay | null {
    return newestUpTo(this.#parts.assessedDays, on);
  }

  /** Returns the run whose risks of a session are current; null where the session is not assessed. */
  riskRunOn(day: IsoDate): number | null {
    const assessed = this.assessedDay(day);
    return assessed?.day === day ? assessed.runId : null;
  }

  /** Returns the scored days of a mode of the served method from one day to another, ascending. */
  scoredDays(mode: Mode, from: IsoDate, to: IsoDate): readonly ScoredDay[] {
    return this.#daysOf(mode, null).filter(({ day }) => day >= from && day <= to);
  }

  /**
   * Returns the newest scored day of either mode of a method; null where there is none.
   *
   * @param method the name of the method; null: the served one
   */
  newestDay(method: string | null = null): IsoDate | null {
    const days = MODES.flatMap((mode) => this.scoredDay(mode, null, method)?.day ?? []);
    return days.sort().at(-1) ?? null;
  }

  /** The names of all methods that runs were made with, each once. */
  get methodNames(): readonly string[] {
    return [...new Set([...this.#parts.methods.values()].map(({ name }) => name))];
  }

  /**
   * Returns the hash of a method by its name: that of its newest scored day, or else of its newest run; null where no run
   * has such a method.
   */
  hashOfMethod(name: string): string | null {
    const newest = MODES.map((mode) => this.scoredDay(mode, null, name))
      .filter((scored) => scored !== null)
      .sort((a, b) => a.runId - b.runId)
      .at(-1);
    const run = newest && this.currentRun(newest.runId);
    if (run && this.#parts.methods.get(run.method_hash)?.name === name) return run.method_hash;
    const stored = [...this.#parts.methods].filter(([, method]) => method.name === name);
    return stored.at(-1)?.[0] ?? null;
  }

  /** Returns the name of the method with a hash; null where the method is newer than the snapshot. */
  nameOfMethod(hash: string): string | null {
    return this.#parts.methods.get(hash)?.name ?? null;
  }

  /** Finds a run by its id; null where the run is not current, or newer than the snapshot. */
  currentRun(id: number): RunRow | null {
    return this.#parts.runs.get(id) ?? null;
  }

  /**
   * Returns the method with a hash.
   *
   * @throws Error if no run has this method, or its stored text can no longer be read
   */
  method(hash: string): Method {
    const stored = this.#method(hash);
    return (stored.compiled ??= compileMethod(
      parseMethod(stored.document, `of the stored method ${hash}`),
      stored.thresholdSet,
    ));
  }

  /**
   * Returns the text of the method with a hash, as it was written.
   *
   * @throws Error if no run has this method
   */
  methodDocument(hash: string): string {
    return this.#method(hash).document;
  }

  /**
   * Returns the method of risk with a hash.
   *
   * @throws Error if no run has this method, or its stored text can no longer be read
   */
  riskMethod(hash: string): RiskMethod {
    const stored = this.#riskMethod(hash);
    return (stored.compiled ??= compileRiskMethod(
      parseRiskMethod(stored.document, `of the stored method of risk ${hash}`),
    ));
  }

  /**
   * Returns the text of the method of risk with a hash, as it was written.
   *
   * @throws Error if no run has this method
   */
  riskMethodDocument(hash: string): string {
    return this.#riskMethod(hash).document;
  }

  /**
   * Returns the sector groups of the sector file with a hash.
   *
   * @throws Error if no run has this sector file, or its stored text can no longer be read
   */
  sectors(hash: string): Sectors {
    const stored = this.#parts.sectorFiles.get(hash);
    if (stored === undefined) throw new Error(`Expected sector file ${hash} in the store, got none.`);
    return (stored.parsed ??= parseSectors(stored.document, `of the stored hash ${hash}`));
  }

  /** The parts that a later snapshot need not read again, because what is stored of them never changes. */
  get unchanging(): Pick<Parts, 'runs' | 'methods' | 'riskMethods' | 'sectorFiles'> {
    return this.#parts;
  }

  #daysOf(mode: Mode, method: string | null): readonly ScoredDay[] {
    const name = method ?? this.servedMethod;
    return (name === null ? undefined : this.#parts.scoredDays.get(name)?.[mode]) ?? [];
  }

  #method(hash: string): StoredMethod {
    const stored = this.#parts.methods.get(hash);
    if (stored === undefined) throw new Error(`Expected method ${hash} in the store, got none.`);
    return stored;
  }

  #riskMethod(hash: string): StoredRiskMethod {
    const stored = this.#parts.riskMethods.get(hash);
    if (stored === undefined) throw new Error(`Expected method of risk ${hash} in the store, got none.`);
    return stored;
  }
}

/** Finds the newest of ascending days up to a day; null where there is none. */
function newestUpTo<One extends { readonly day: IsoDate }>(
  days: readonly One[],
  on: IsoDate | null,
): One | null {
  if (on === null) return days.at(-1) ?? null;
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle].day > on) high = middle;
    else low = middle + 1;
  }
  return days[low - 1] ?? null;
}

/**
 * Reads a snapshot.
 *
 * @param former the last snapshot, from which parts that cannot have changed are taken; null: there is none
 * @param timeoutMs how long each statement may take, in milliseconds; 0: without limit
 */
export async function readSnapshot(
  { pool }: Database,
  former: Snapshot | null,
  timeoutMs = 0,
): Promise<Snapshot> {
  return inSnapshot(pool, async (client) => {
    await client.query(`SELECT set_config('statement_timeout', $1, true)`, [String(timeoutMs)]);
    return readSnapshotOver(client, former);
  });
}

/** Reads a snapshot over a connection whose transaction sees one moment of the store. */
export async function readSnapshotOver(client: pg.ClientBase, former: Snapshot | null): Promise<Snapshot> {
  const { rows: companies } = await client.query<CompanyRow>(COMPANIES);
  const { rows: symbols } = await client.query<FormerSymbol>(SYMBOLS);
  const { rows: histories } = await client.query<CompanyHistory & { stock_id: number }>(HISTORIES);
  const { rows: classifications } = await client.query<Classification>(CLASSIFICATIONS);
  const { rows: days } = await client.query<ScoredDay & { mode: Mode; method: string }>(
    `SELECT method, mode, day, run_id AS "runId" FROM scored_days ORDER BY day`,
  );
  const { rows: assessedDays } = await client.query<AssessedDay>(ASSESSED);
  const runs = new Map<number, RunRow>();
  for (const { runId } of days) {
    const known = former?.currentRun(runId);
    if (known) runs.set(runId, known);
  }
  const { rows: newRuns } = await client.query<RunRow>(RUNS, [
    [...new Set(days.map(({ runId }) => runId))].filter((id) => !runs.has(id)),
  ]);
  for (const run of newRuns) runs.set(run.id, run);
  const methods = new Map(former?.unchanging.methods);
  const { rows: newMethods } = await client.query<
    Pick<StoredMethod, 'name' | 'document' | 'thresholdSet'> & { hash: string }
  >(
    `SELECT hash, name, document, threshold_set AS "thresholdSet" FROM methods WHERE NOT hash = ANY ($1)
     ORDER BY (SELECT max(id) FROM runs WHERE method_hash = hash) NULLS FIRST, hash`,
    [[...methods.keys()]],
  );
  for (const { hash, ...method } of newMethods) methods.set(hash, { ...method, compiled: null });
  const riskMethods = new Map(former?.unchanging.riskMethods);
  const { rows: newRiskMethods } = await client.query<{ hash: string; document: string }>(
    'SELECT hash, document FROM risk_methods WHERE NOT hash = ANY ($1)',
    [[...riskMethods.keys()]],
  );
  for (const { hash, document } of newRiskMethods) riskMethods.set(hash, { document, compiled: null });
  const sectorFiles = new Map(former?.unchanging.sectorFiles);
  const { rows: newFiles } = await client.query<{ hash: string; document: string }>(
    'SELECT hash, document FROM sector_files WHERE NOT hash = ANY ($1)',
    [[...sectorFiles.keys()]],
  );
  for (const { hash, document } of newFiles) sectorFiles.set(hash, { document, parsed: null });
  const { rows } = await client.query<
    LogEnd & Pick<Parts, 'version' | 'batch' | 'servedMethod' | 'isSynthetic'>
  >(
    `SELECT (SELECT coalesce(max(id), 0) FROM batches) AS batch,
         concat_ws(' ', (SELECT max(id) FROM batches), (SELECT max(finished_at) FROM runs),
           (SELECT name FROM served_method)) AS version,
         (SELECT name FROM served_method) AS "servedMethod",
         coalesce((SELECT synthetic FROM market_kind), false) AS "isSynthetic",
         epoch, last_position AS position
       FROM event_log`,
  );
  const [{ version: stored, batch, servedMethod, isSynthetic, ...log }] = rows;
  // Days may cease to be served without an import or a run. The ids of runs only rise, and so does their sum.
  const assessedRuns = assessedDays.reduce((sum, { runId }) => sum + runId, 0);
  const version = `${stored} ${days.length} ${assessedDays.length} ${assessedRuns}`;
  const scoredDays = new Map<string, Record<Mode, ScoredDay[]>>();
  for (const { method, mode, day, runId } of days) {
    let own = scoredDays.get(method);
    if (own === undefined) scoredDays.set(method, (own = { TRADER: [], INVESTOR: [] }));
    own[mode].push({ day, runId });
  }
  return new Snapshot({
    ...{ version, batch, servedMethod, isSynthetic, log, companies, scoredDays, runs, methods },
    ...{ assessedDays, riskMethods, sectorFiles },
    histories: new Map(histories.map((history) => [history.stock_id, history])),
    symbols: new FormerSymbols(symbols),
    classifications: byTicker(classifications),
  });
}
