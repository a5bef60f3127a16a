import type pg from 'pg';
import { copyOut } from '../../database/copy.js';
import { isoOf } from '../../market/day.js';
import { decimalOf } from '../../market/exact.js';
import type { Candidate } from '../../portfolios/fromScores/candidate.js';
import { MONEY, perOne } from '../../portfolios/money/units.js';
import type { ShareAction } from '../../portfolios/journal/shareAction.js';
import type { Band, IsoDate, Ticker } from '../../scoring/names.js';
import type { MarketSession } from '../../validation/backtest/marketSession.js';
import type { BacktestRequest } from './backtestRequest.js';
import { readActions } from './readActions.js';

/** The index that a backtest is held against. */
const INDEX = 'NIFTY 50';
/** How many sessions are read at once: some 100,000 bars of a large market. */
const BLOCK = 40;
const ONE = Number(perOne(MONEY));

type Closes = ReadonlyMap<Ticker, bigint>;

/** Reads sessions in their order, some at a time. */
export class SessionReader {
  readonly #client: pg.ClientBase;
  readonly #request: Pick<BacktestRequest, 'method' | 'mode'>;
  readonly #days: readonly IsoDate[];
  #tickers: ReadonlyMap<number, Ticker> | null = null;
  #actions: ReadonlyMap<IsoDate, ReadonlyMap<Ticker, readonly ShareAction[]>> = new Map();
  #index: ReadonlyMap<IsoDate, number> = new Map();
  #block: ReadonlyMap<IsoDate, Closes> = new Map();

  /**
   * @param client in a snapshot
   * @param days all sessions that will be read, ascending
   */
  constructor(
    client: pg.ClientBase,
    request: Pick<BacktestRequest, 'method' | 'mode'>,
    days: readonly IsoDate[],
  ) {
    this.#client = client;
    this.#request = request;
    this.#days = days;
  }

  /**
   * Reads a session.
   *
   * @param withScores whether its scores are needed
   */
  async read(day: IsoDate, withScores: boolean): Promise<MarketSession> {
    const tickers = (this.#tickers ??= await this.#open());
    let closes = this.#block.get(day);
    if (closes === undefined) {
      this.#block = await this.#readBlock(this.#days.indexOf(day), tickers);
      closes = this.#block.get(day) ?? new Map();
    }
    return {
      day,
      closes,
      actions: this.#actions.get(day) ?? new Map(),
      index: this.#index.get(day) ?? null,
      scores: withScores ? await this.#readScores(day) : [],
    };
  }

  /** Reads what is small: names, actions and the index. */
  async #open(): Promise<ReadonlyMap<number, Ticker>> {
    const { rows } = await this.#client.query<{ id: number; ticker: Ticker }>(
      'SELECT id, ticker FROM stocks',
    );
    this.#actions = await readActions(this.#client, this.#days);
    this.#index = await this.#readIndex();
    return new Map(rows.map(({ id, ticker }) => [id, ticker]));
  }

  async #readIndex(): Promise<Map<IsoDate, number>> {
    const { rows } = await this.#client.query<{ day: IsoDate; close: number }>(
      `SELECT day::text, close::float8 FROM index_bars
       WHERE superseded_in IS NULL AND index_name = $1 AND day BETWEEN $2 AND $3`,
      [INDEX, this.#days[0], this.#days.at(-1)],
    );
    return new Map(rows.map(({ day, close }) => [day, close]));
  }

  async #readBlock(
    at: number,
    tickers: ReadonlyMap<number, Ticker>,
  ): Promise<ReadonlyMap<IsoDate, Map<Ticker, bigint>>> {
    const days = this.#days.slice(at, at + BLOCK);
    const block = new Map(days.map((day) => [day, new Map<Ticker, bigint>()]));
    await copyOut(
      this.#client,
      `SELECT stock_id, day, close FROM bars
       WHERE superseded_in IS NULL AND day BETWEEN '${days[0]}' AND '${days.at(-1)}' ORDER BY day, stock_id`,
      (row) => {
        const ticker = tickers.get(row.int4());
        const ofDay = block.get(isoOf(row.date()));
        const close = BigInt(Math.round(row.numeric() * ONE));
        if (ticker !== undefined && ofDay !== undefined) ofDay.set(ticker, close);
      },
    );
    return block;
  }

  async #readScores(day: IsoDate): Promise<Candidate[]> {
    const { mode, method } = this.#request;
    const { rows } = await this.#client.query<{ ticker: Ticker; score: number; band: Band; sector: string }>(
      `SELECT stocks.ticker, scores.value::float8 AS score, scores.band, sectors.key AS sector
       FROM scored_days
       JOIN scores ON scores.run_id = scored_days.run_id AND scores.mode = scored_days.mode
       JOIN stocks ON stocks.id = scores.stock_id
       JOIN sectors ON sectors.id = scores.sector_id
       WHERE scored_days.method = $1 AND scored_days.mode = $2 AND scored_days.day = $3 AND scores.day = $3
       ORDER BY stocks.ticker COLLATE "C"`,
      [method, mode, day],
    );
    return rows.map((row) => ({ ...row, score: decimalOf(row.score) }));
  }
}
