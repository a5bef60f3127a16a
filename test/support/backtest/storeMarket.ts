import type pg from 'pg';
import type { MarketSession } from '../../../src/validation/backtest/marketSession.js';

/** The method of the scores. */
export const METHOD = 'GreyOak Test';

const SCORES = `
  INSERT INTO scores (
    run_id, stock_id, day, mode, band, confidence, coverage, freshness, source_penalty, imputed_fraction, sector_z, sector_id,
    fired, value, weighted, before_guardrails, f, t, r, o, q, s, penalty, penalty_before_cap, penalty_cap, liquidity_points,
    pledge_points, volatility_points, event_points, governance_points, band_trace
  )
  SELECT run_id, stocks.id, day, 'INVESTOR', band::band, 1, 1, 1, 0, 0, 0, sectors.id,
    0, value, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ''
  FROM json_to_recordset($1) AS given (run_id integer, ticker text, day date, band text, value numeric, sector text)
  JOIN stocks USING (ticker) JOIN sectors ON sectors.key = given.sector`;

/** Stores a market with its scores of INVESTOR. The index is stored, too, where it has closes. */
export async function storeMarket(pool: pg.Pool, sessions: readonly MarketSession[]): Promise<void> {
  const insert = (statement: string, rows: readonly object[]) =>
    pool.query(statement, [JSON.stringify(rows)]);
  const tickers = new Set(
    sessions.flatMap(({ closes, scores }) => [...closes.keys(), ...scores.map((one) => one.ticker)]),
  );
  const sectors = new Set(sessions.flatMap(({ scores }) => scores.map(({ sector }) => sector)));
  await pool.query(`INSERT INTO batches (id, dataset, source, rows_read, inserted, updated, unchanged, refused)
    VALUES (1, 'prices', 'prices.csv', 0, 0, 0, 0, 0)`);
  await pool.query(
    `INSERT INTO market_kind (synthetic, adjusted, session_quorum) VALUES (false, false, 0.5)`,
  );
  await pool.query(
    `INSERT INTO methods (hash, name, threshold_set, document) VALUES ('hash', $1, 'production', '')`,
    [METHOD],
  );
  await pool.query(`INSERT INTO served_method (name) VALUES ($1)`, [METHOD]);
  await pool.query(`INSERT INTO sector_files (hash, document) VALUES ('sectors', '')`);
  await insert(
    'INSERT INTO stocks (ticker) SELECT json_array_elements_text($1)',
    [...tickers].sort() as never,
  );
  await pool.query(
    `INSERT INTO sectors (id, key) SELECT place, key FROM unnest($1::text[]) WITH ORDINALITY AS given (key, place)`,
    [[...sectors].sort()],
  );
  const days = sessions.map(({ day }, at) => ({ id: at + 1, day }));
  await insert(
    `INSERT INTO session_bars (day, bars, of_former, expected, has_quorum)
     SELECT day, 1, 1, 1, true FROM json_to_recordset($1) AS given (day date)`,
    days,
  );
  await insert(
    `INSERT INTO bars (stock_id, day, recorded_in, source, open, high, low, close, volume)
     SELECT stocks.id, day, 1, 'PRIMARY', close, close, close, close, 1
     FROM json_to_recordset($1) AS given (ticker text, day date, close numeric) JOIN stocks USING (ticker)`,
    sessions.flatMap(({ day, closes }) =>
      [...closes].map(([ticker, close]) => ({ ticker, day, close: Number(close) / 10_000 })),
    ),
  );
  await insert(
    `INSERT INTO index_bars (index_name, day, recorded_in, open, high, low, close)
     SELECT 'NIFTY 50', day, 1, close, close, close, close
     FROM json_to_recordset($1) AS given (day date, close numeric)`,
    sessions.flatMap(({ day, index }) => (index === null ? [] : [{ day, close: index }])),
  );
  await insert(
    `INSERT INTO actions (stock_id, ex_date, kind, recorded_in, new_shares, old_shares)
     SELECT stocks.id, day, 'SPLIT', 1, new_shares, old_shares
     FROM json_to_recordset($1) AS given (ticker text, day date, new_shares numeric, old_shares numeric)
     JOIN stocks USING (ticker)`,
    sessions.flatMap(({ day, actions }) =>
      [...actions].flatMap(([ticker, gone]) =>
        gone.map(({ newShares, oldShares }) => ({
          ...{ ticker, day },
          new_shares: String(newShares),
          old_shares: String(oldShares),
        })),
      ),
    ),
  );
  await insert(
    `INSERT INTO runs (id, day, mode, status, read_batch, method_hash, sectors_hash, code_version)
     SELECT id, day, 'INVESTOR', 'SUCCEEDED', 1, 'hash', 'sectors', ''
     FROM json_to_recordset($1) AS given (id integer, day date)`,
    days,
  );
  await insert(
    `INSERT INTO scored_days (method, mode, day, run_id, valid_batch)
     SELECT '${METHOD}', 'INVESTOR', day, id, 1 FROM json_to_recordset($1) AS given (id integer, day date)`,
    days,
  );
  await insert(
    SCORES,
    sessions.flatMap(({ day, scores }, at) =>
      scores.map(({ ticker, band, score, sector }) => ({
        ...{ run_id: at + 1, ticker, day, band, sector },
        value: Number(score.over) / Number(score.under),
      })),
    ),
  );
}
