import { scoreRows, type ScoreRow } from '../../runs/scoreRow.js';
import type { Mode, Ticker } from '../../scoring/names.js';
import type { DayScores } from '../../scoring/scoreDay.js';
import type { Cell, ColumnType, Row } from '../exportTable.js';
import { firedNames } from '../firedNames.js';
import type { ResultTable } from './folderTable.js';

type Plain = Exclude<keyof ScoreRow, 'stock_id' | 'day' | 'mode' | 'sector_id' | 'fired'>;

/** The columns of a score that are as the store has them, and the names that exports give them. */
const PLAIN: readonly (readonly [name: string, of: Plain, type: ColumnType])[] = [
  ['value', 'value', 'number'],
  ['band', 'band', 'text'],
  ['weighted', 'weighted', 'number'],
  ['before_guardrails', 'before_guardrails', 'number'],
  ['band_trace', 'band_trace', 'text'],
  ['fundamentals', 'f', 'number'],
  ['technicals', 't', 'number'],
  ['relative_strength', 'r', 'number'],
  ['ownership', 'o', 'number'],
  ['quality', 'q', 'number'],
  ['sector_momentum', 's', 'number'],
  ['penalty', 'penalty', 'number'],
  ['penalty_before_cap', 'penalty_before_cap', 'number'],
  ['penalty_cap', 'penalty_cap', 'number'],
  ['liquidity_points', 'liquidity_points', 'number'],
  ['pledge_points', 'pledge_points', 'number'],
  ['volatility_points', 'volatility_points', 'number'],
  ['event_points', 'event_points', 'number'],
  ['governance_points', 'governance_points', 'number'],
  ['confidence', 'confidence', 'number'],
  ['coverage', 'coverage', 'number'],
  ['freshness', 'freshness', 'number'],
  ['source_penalty', 'source_penalty', 'number'],
  ['imputed_fraction', 'imputed_fraction', 'number'],
  ['sector_z', 'sector_z', 'number'],
  ['traded_value_cr', 'traded_value_cr', 'number'],
  ['pledged_fraction', 'pledged_fraction', 'number'],
  ['sigma20', 'sigma20', 'number'],
  ['volatility_threshold', 'volatility_threshold', 'number'],
  ['days_to_meeting', 'days_to_meeting', 'integer'],
  ['days_since_governance', 'days_since_governance', 'integer'],
];

/** Returns the scores of a day as the store keeps them, without what depends on former scores. */
export function scoreTable(day: DayScores, modes: readonly Mode[]): ResultTable {
  const { tickers, sectors } = day.section;
  const places = new Map(tickers.map((ticker, i) => [ticker, i]));
  const ids = {
    idOf: (ticker: Ticker) => places.get(ticker) ?? -1,
    tickerOf: (id: number) => tickers[id],
  };
  const sectorIds = new Map(sectors.map((sector, g) => [sector, g]));
  const rowOf = (score: ScoreRow): Row => [
    ...[score.mode, tickers[score.stock_id], sectors[score.sector_id], firedNames(score.fired)],
    ...PLAIN.map(([, of]): Cell => score[of]),
  ];
  return {
    name: 'scores',
    keys: 2,
    columns: [
      ...['mode', 'ticker', 'sector', 'guardrails'].map((name) => ({ name, type: 'text' }) as const),
      ...PLAIN.map(([name, , type]) => ({ name, type })),
    ],
    rows: () => modes.flatMap((mode) => scoreRows(day, mode, ids, sectorIds).map(rowOf)),
  };
}
