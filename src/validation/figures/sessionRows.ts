import { forwardReturn, indexReturn, momentum12To1, type MarketMeasures } from './marketMeasures.js';
import { BENCHMARKS, FORWARD_HORIZONS, SCORE_FIGURES, type BenchmarkName } from './names.js';
import { orderingOf, type Ordering } from './ordering.js';
import { POINT_PARTS, TRACE_LENGTH, type ScorePanel } from './panel.js';

/** Values of the stocks of a session, with their order. */
export interface OrderedColumn {
  /** NaN: none. */
  readonly values: Float64Array;
  readonly ordering: Ordering;
}

/** What all universes need of the scores of one session, an element for each stock. */
export interface SessionRows {
  readonly session: number;
  readonly count: number;
  readonly security: Int32Array;
  readonly sector: Int16Array;
  /** Bits as in `ScorePanel`. */
  readonly fired: Uint8Array;
  readonly penalised: Uint8Array;
  readonly bandTrace: Uint8Array;
  /** Index into BANDS. */
  readonly band: Uint8Array;
  /** In the order of SCORE_FIGURES, in points. */
  readonly figures: readonly OrderedColumn[];
  /** Whether the stock has a bar on the next session. Then it has all forward returns that end within the data. */
  readonly hasNext: Uint8Array;
  /** In the order of FORWARD_HORIZONS; null where the data end before. */
  readonly forward: readonly (OrderedColumn | null)[];
  /** The return of NIFTY 50 over the same sessions, in the order of FORWARD_HORIZONS; NaN: none. */
  readonly index: readonly number[];
  /** In the order of BENCHMARKS. */
  readonly benchmarks: readonly OrderedColumn[];
}

/** Reads the scores of one session, and what followed. */
export function sessionRows(market: MarketMeasures, scores: ScorePanel, session: number): SessionRows {
  const sessions = market.panel.days.length;
  const first = scores.firstOf[session];
  const end = scores.firstOf[session + 1];
  const count = end - first;
  const security = scores.security.subarray(first, end);
  const bandTrace = scores.bandTrace.subarray(first * TRACE_LENGTH, end * TRACE_LENGTH);
  const column = (valueOf: (row: number) => number): OrderedColumn => {
    const values = new Float64Array(count);
    for (let row = 0; row < count; row++) values[row] = valueOf(row);
    return { values, ordering: orderingOf(values) };
  };
  return {
    session,
    count,
    security,
    sector: scores.sector.subarray(first, end),
    fired: scores.fired.subarray(first, end),
    penalised: scores.penalised.subarray(first, end),
    bandTrace,
    band: Uint8Array.from(security, (_, row) => bandTrace[row * TRACE_LENGTH + TRACE_LENGTH - 1]),
    figures: SCORE_FIGURES.map((figure) =>
      column((row) => scores.figures[figure][first + row] / POINT_PARTS),
    ),
    hasNext: Uint8Array.from(security, (one) =>
      session + 1 < sessions && market.panel.closes[one * sessions + session + 1] > 0 ? 1 : 0,
    ),
    forward: FORWARD_HORIZONS.map((horizon) =>
      session + 1 + horizon < sessions
        ? column((row) => forwardReturn(market, security[row], session, horizon))
        : null,
    ),
    index: FORWARD_HORIZONS.map((horizon) => indexReturn(market, session, horizon)),
    benchmarks: BENCHMARKS.map((name) => column((row) => benchmarkOf(market, name, security[row], session))),
  };
}

/** @returns NaN where the security has none on the session */
function benchmarkOf(market: MarketMeasures, name: BenchmarkName, security: number, session: number): number {
  const at = security * market.panel.days.length + session;
  switch (name) {
    case 'MOMENTUM_12_1':
      return momentum12To1(market, security, session);
    case 'LOW_VOLATILITY':
      return Number.isNaN(momentum12To1(market, security, session)) ? NaN : market.lowVolatility[at];
    case 'SIZE':
      return -market.medians[at];
    default:
      return name satisfies never;
  }
}
