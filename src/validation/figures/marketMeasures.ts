import { lowVolatility } from './lowVolatility.js';
import type { MarketPanel } from './panel.js';
import { rollingMedian } from './rollingMedian.js';
import { tradedPlaces } from './tradedPlaces.js';

/** Sessions of a year: how far back 12-1 momentum and traded values look. */
const YEAR = 252;
const MONTH = 21;
/** Bars that a median traded value needs. */
const FEWEST_BARS = 60;

/**
 * What is computed of a market once for all methods and modes. The value of a security on a session stands at
 * `security × sessions + session`. 1,700 sessions of 1,100 securities take 50 MB.
 */
export interface MarketMeasures {
  readonly panel: MarketPanel;
  /** The last close on or before the session; NaN before the first. */
  readonly carried: Float64Array;
  /** The median traded value of the last 252 sessions, in rupees; NaN for fewer than 60 bars. */
  readonly medians: Float64Array;
  /** The place by median traded value, 1 for the most traded; 0: none. */
  readonly places: Uint16Array;
  /** How many securities have a place on each session. */
  readonly placed: Uint16Array;
  /** Minus the deviation of the last 60 log returns. */
  readonly lowVolatility: Float64Array;
}

/** @throws RangeError where the columns of the panel do not fit together */
export function marketMeasures(panel: MarketPanel): MarketMeasures {
  const sessions = panel.days.length;
  const size = sessions * panel.tickers.length;
  if (
    panel.closes.length !== size ||
    panel.tradedValues.length !== size ||
    panel.indexCloses.length !== sessions
  )
    throw new RangeError(
      `Expected prices of ${panel.tickers.length} securities × ${sessions} sessions, got columns of ` +
        `${panel.closes.length}, ${panel.tradedValues.length} and ${panel.indexCloses.length}.`,
    );
  const carried = panel.closes.slice();
  const medians = new Float64Array(size);
  const volatilities = new Float64Array(size);
  for (let start = 0; start < size; start += sessions) {
    const end = start + sessions;
    for (let at = start + 1; at < end; at++) if (carried[at] !== carried[at]) carried[at] = carried[at - 1];
    rollingMedian(panel.tradedValues.subarray(start, end), YEAR, FEWEST_BARS, medians.subarray(start, end));
    lowVolatility(panel.closes.subarray(start, end), volatilities.subarray(start, end));
  }
  const places = new Uint16Array(size);
  const placed = Uint16Array.from(panel.days, (_, session) =>
    tradedPlaces(medians, sessions, session, places),
  );
  return { panel, carried, medians, places, placed, lowVolatility: volatilities };
}

/**
 * Returns the return from the close of the next session to the last close h sessions later. A security that stops trading
 * keeps its last price.
 *
 * @returns a fraction; NaN where the security has no bar on the next session, or the data end before
 */
export function forwardReturn(
  { panel, carried }: MarketMeasures,
  security: number,
  session: number,
  horizon: number,
): number {
  const sessions = panel.days.length;
  if (session + 1 + horizon >= sessions) return NaN;
  const next = security * sessions + session + 1;
  return carried[next + horizon] / panel.closes[next] - 1;
}

/** Returns what NIFTY 50 returned over the same two sessions as `forwardReturn`; NaN without a close on one of them. */
export function indexReturn({ panel }: MarketMeasures, session: number, horizon: number): number {
  const next = session + 1;
  return next + horizon >= panel.days.length
    ? NaN
    : panel.indexCloses[next + horizon] / panel.indexCloses[next] - 1;
}

/**
 * Returns 12-1 momentum: the return from 252 to 21 sessions ago, by closes carried forward.
 *
 * @returns a fraction; NaN where the security had no close yet
 */
export function momentum12To1({ panel, carried }: MarketMeasures, security: number, session: number): number {
  const at = security * panel.days.length + session;
  return session < YEAR ? NaN : carried[at - MONTH] / carried[at - YEAR] - 1;
}
