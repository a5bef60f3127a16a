import { z } from 'zod';
import { RISK_LEVELS, RISK_PARTS } from '../risk/names.js';

/** The most bars that a window may have: it bounds what is read of each stock. */
export const MAX_WINDOW = 1000;

const fraction = z.number().min(0).max(1);
const points = z.number().min(0).max(100);
const positive = z.number().positive();
const bars = z.number().int().min(1).max(MAX_WINDOW);
/** Below a half, an interval need not hold what it is of. */
const confidence = z.number().min(0.5).max(0.9999);
const curve = z.strictObject({
  scale: z.enum(['LINEAR', 'LOG10']),
  knots: z.array(z.strictObject({ at: z.number(), value: points })).min(2),
});

const tableOf = <Name extends string, Value extends z.ZodType>(names: readonly Name[], value: Value) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, value])) as Record<Name, Value>);

/** The shape of a file of a risk method. The rules between its numbers are in riskMethodRules.ts. */
export const riskMethodFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'expected lower-case letters, digits, dots and dashes'),
  weights: tableOf(RISK_PARTS, fraction),
  reach: z.strictObject({
    factor: z.number().min(1).max(10),
    sessions: z.number().int().min(0).max(MAX_WINDOW),
  }),
  returns: z.strictObject({
    max_sessions: z.number().int().min(1).max(MAX_WINDOW),
    unexplained_above: positive,
    still_above: fraction,
  }),
  // A standard deviation needs two returns, a standard error three pairs.
  volatility: z.strictObject({
    bars,
    at_least: bars.min(2),
    sessions_per_year: positive,
    confidence,
    curve,
  }),
  drawdown: z.strictObject({ bars, at_least: bars, curve }),
  liquidity: z.strictObject({ bars, at_least: bars, confidence, curve }),
  size: z.strictObject({ curve }),
  market: z.strictObject({
    index: z.string().min(1),
    bars,
    at_least: bars.min(3),
    min_index_stdev: z.number().min(0),
    confidence,
    curve,
  }),
  trend: z.strictObject({ bars, full_below_dma200: positive }),
  missing_value: points,
  levels: tableOf(
    RISK_LEVELS.filter((level) => level !== 'LOW'),
    points,
  ),
  factor_from: points,
});
