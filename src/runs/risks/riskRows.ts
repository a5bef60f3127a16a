import { createHash } from 'node:crypto';
import type { CopyWriter } from '../../database/copy.js';
import type { RisksTable } from '../../database/tables.js';
import { hashColumn } from '../../market/hashColumn.js';
import type { StockIds } from '../../market/store/stockIds.js';
import type { DayRisks, RiskPartColumns } from '../../risk/dayRisks.js';
import { RISK_PARTS, type RiskPartKind } from '../../risk/names.js';
import type { Day } from '../../scoring/names.js';

/** A stored risk without its run. */
export type RiskRow = Omit<RisksTable, 'run_id' | 'day'>;

/** Puts a day's risks into rows, in the order of the stocks. */
export function riskRows(
  { tickers, parts, value, lower, upper, judged }: DayRisks,
  ids: StockIds,
): RiskRow[] {
  const { VOLATILITY, DRAWDOWN, LIQUIDITY, SIZE, MARKET, TREND } = parts;
  const columns = RISK_PARTS.map((kind) => parts[kind]);
  return tickers.map((ticker, i) => ({
    stock_id: ids.idOf(ticker),
    statuses: columns.reduce((bits, { status }, k) => bits | (status[i] << (2 * k)), 0),
    volatility_n: VOLATILITY.observations[i],
    drawdown_n: DRAWDOWN.observations[i],
    liquidity_n: LIQUIDITY.observations[i],
    size_n: SIZE.observations[i],
    market_n: MARKET.observations[i],
    trend_n: TREND.observations[i],
    value: value[i],
    lower: lower[i],
    upper: upper[i],
    judged: judged[i],
    volatility: orNull(VOLATILITY.raw[i]),
    volatility_lower: orNull(VOLATILITY.rawLower[i]),
    volatility_upper: orNull(VOLATILITY.rawUpper[i]),
    drawdown: orNull(DRAWDOWN.raw[i]),
    liquidity: orNull(LIQUIDITY.raw[i]),
    liquidity_lower: orNull(LIQUIDITY.rawLower[i]),
    liquidity_upper: orNull(LIQUIDITY.rawUpper[i]),
    size: orNull(SIZE.raw[i]),
    market: orNull(MARKET.raw[i]),
    market_lower: orNull(MARKET.rawLower[i]),
    market_upper: orNull(MARKET.rawUpper[i]),
    trend: orNull(TREND.raw[i]),
    reasons: columns.map(({ reason }) => reason[i]).join('\n'),
  }));
}

const orNull = (value: number): number | null => (value === value ? value : null);

/** Writes a risk field by field, in the order of RISK_COLUMNS: a loop over the columns takes several times as long. */
export function writeRisk(writer: CopyWriter, run: number, day: Day, row: RiskRow): void {
  writer.int4(run);
  writer.int4(row.stock_id);
  writer.date(day);
  writer.int2(row.statuses);
  writer.int2(row.volatility_n);
  writer.int2(row.drawdown_n);
  writer.int2(row.liquidity_n);
  writer.int2(row.size_n);
  writer.int2(row.market_n);
  writer.int2(row.trend_n);
  writer.float8(row.value);
  writer.float8(row.lower);
  writer.float8(row.upper);
  writer.float8(row.judged);
  writer.float8(row.volatility ?? NaN);
  writer.float8(row.volatility_lower ?? NaN);
  writer.float8(row.volatility_upper ?? NaN);
  writer.float8(row.drawdown ?? NaN);
  writer.float8(row.liquidity ?? NaN);
  writer.float8(row.liquidity_lower ?? NaN);
  writer.float8(row.liquidity_upper ?? NaN);
  writer.float8(row.size ?? NaN);
  writer.float8(row.market ?? NaN);
  writer.float8(row.market_lower ?? NaN);
  writer.float8(row.market_upper ?? NaN);
  writer.float8(row.trend ?? NaN);
  writer.text(row.reasons);
}

/**
 * Returns the SHA-256 of a day's risks: a line of JSON (date, hash of the method, tickers), every column as little-endian
 * doubles, and the reasons.
 *
 * @returns 64 hexadecimal digits
 */
export function risksHashOf(risks: DayRisks, methodHash: string): string {
  const { date, tickers, parts, value, lower, upper, judged } = risks;
  const hash = createHash('sha256').update(`${JSON.stringify({ date, methodHash, tickers })}\n`);
  const columnsOf = (kind: RiskPartKind): readonly ArrayLike<number>[] => {
    const { raw, rawLower, rawUpper, observations, status }: RiskPartColumns = parts[kind];
    return [raw, rawLower, rawUpper, observations, status];
  };
  for (const column of [value, lower, upper, judged, ...RISK_PARTS.flatMap(columnsOf)])
    hashColumn(hash, column);
  for (const kind of RISK_PARTS) hash.update(`${parts[kind].reason.join('\n')}\n`);
  return hash.digest('hex');
}
