import type pg from 'pg';
import { copyOut } from '../../database/copy.js';
import { isoOf } from '../../market/day.js';
import { decimalOf } from '../../market/exact.js';
import type { Candidate } from '../../portfolios/fromScores/candidate.js';
import { MONEY, perOne, unitsOf } from '../../portfolios/money/units.js';
import type { ShareAction } from '../../portfolios/journal/shareAction.js';
import type { Band, IsoDate, Ticker } from '../../scoring/names.js';
import type { MarketSession } from '../../validation/backtest/marketSession.js';
import type { BacktestRequest } from './backtestRequest.js';

/** The index that a backtest is held against. */
const INDEX = 'NIFTY 50';
/** How many sessions are read at once: some 100,000 bars of a large market. */
const BLOCK = 40;
const ONE = Number(perOne(MONEY));
/** More decimals than terms of an action have. Both sides have the same, so that the ratio is exact. */
const DECIMALS = 12;

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
    this.#actions = await this.#readActions();
    this.#index = await this.#readIndex();
    return new Map(rows.map(({ id, ticker }) => [id, ticker]));
  }

  async #readActions(): Promise<Map<IsoDate, Map<Ticker, ShareAction[]>>> {
    const { rows } = await this.#client.query<{
      ticker: Ticker;
      ex_date: IsoDate;
      kind: ShareAction['kind'];
      new_shares: string;
      old_shares: string;
    }>(
      `SELECT ticker, ex_date::text, kind, new_shares::text, old_shares::text
       FROM actions JOIN stocks ON stocks.id = stock_id
       WHERE superseded_in IS NULL AND kind IN ('SPLIT', 'BONUS', 'CONSOLIDATION')
         AND ex_date > $1 AND ex_date <= $2 AND NOT EXISTS (SELECT FROM market_kind WHERE adjusted)
       ORDER BY ex_date, kind, ticker`,
      [this.#days[0], this.#days.at(-1)],
    );
    const actions = new Map<IsoDate, Map<Ticker, ShareAction[]>>();
    let at = 0;
    for (const { ticker, ex_date: exDate, kind, new_shares, old_shares } of rows) {
      // Where no session is on the ex-date, the next one is the first that shows it.
      while (this.#days[at] < exDate) at++;
      const ofDay = actions.get(this.#days[at]) ?? new Map<Ticker, ShareAction[]>();
      actions.set(this.#days[at], ofDay);
      const action = { exDate, kind, newShares: sharesOf(new_shares), oldShares: sharesOf(old_shares) };
      ofDay.set(ticker, [...(ofDay.get(ticker) ?? []), action]);
    }
    return actions;
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

function sharesOf(text: string): bigint {
  const units = unitsOf(text, DECIMALS);
  if (units === null || units <= 0n) throw new Error(`expected shares of an action above 0, got ${text}`);
  return units;
}
