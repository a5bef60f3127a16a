import { z } from 'zod';
import { BANDS, EARLIER_HORIZONS, FEATURES, OWNERSHIP, HORIZONS, MODES, PILLARS } from '../scoring/names.js';
import { FUNDAMENTAL_COMPONENTS } from '../scoring/hygiene.js';

const weight = z.number().min(0).max(1);
const points = z.number().min(0).max(100);
const fraction = z.number().min(0).max(1);
const positive = z.number().positive();
const days = z.number().int().min(0);

const tableOf = <Name extends string, Value extends z.ZodType>(names: readonly Name[], value: Value) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, value])) as Record<Name, Value>);
const someOf = <Name extends string, Value extends z.ZodType>(names: readonly Name[], value: Value) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, value.optional()])) as Record<Name, z.ZodOptional<Value>>,
  );
/** A table of values by sector group, with a default for the groups that it does not name. */
const perSector = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), value).refine((table) => 'default' in table, {
    message: 'missing key, expected a value for every other sector group',
    path: ['default'],
  });
const bins = <Bound extends string>(bound: Bound, least: number) =>
  z
    .array(z.strictObject({ [bound]: z.number().min(0), points } as Record<Bound | 'points', z.ZodNumber>))
    .min(least);

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);

/** Fewer than all sessions of a year: each day's scores are hashed with those of so many sessions. */
const MOST_MEMORY = 250;

/** What later methods do. Without a key nothing of the kind is done, so that the hashes of former methods stay. */
const derivations = z.strictObject({
  mean_span_days: days.optional(),
  quarters_span_days: days.optional(),
  adjusted_eps: z.boolean().optional(),
  odd_periods: z.boolean().optional(),
  years_by_month: z.boolean().optional(),
  zero_rules: z.boolean().optional(),
  pledge_carried_quarters: z.number().int().min(0).max(8).optional(),
});

const thresholds = z.strictObject({
  bands: tableOf(
    BANDS.filter((band) => band !== 'AVOID'),
    points,
  ),
  guardrails: z.strictObject({
    LOW_DATA_HOLD: fraction,
    PLEDGE_CAP: fraction,
    HIGH_RISK_CAP: z.number().min(0),
    SECTOR_BEAR: z.number(),
    LOW_COVERAGE: fraction,
  }),
});

/** The shape of a method file. The rules between its numbers are in methodRules.ts. */
export const methodFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'expected lower-case letters, digits, dots and dashes'),
  validated_from: z.string().refine(isDate, 'expected a date such as 2026-08-22').optional(),
  features: z.strictObject({ resistance_includes_last_bar: z.boolean() }),
  hygiene: z.strictObject({
    winsorise: z.strictObject({ lower: fraction, upper: fraction }),
    valuation: z.enum(['MULTIPLES', 'YIELDS']).optional(),
    required: z.strictObject({
      bars: z.array(z.enum(FEATURES)),
      non_financial: z.array(z.enum(FUNDAMENTAL_COMPONENTS)),
      banking: z.array(z.enum(FUNDAMENTAL_COMPONENTS)),
      ownership: z.array(z.enum(OWNERSHIP)),
    }),
  }),
  points: z.strictObject({ lone_groups_score_nulls: z.boolean() }),
  banking_groups: z.array(z.string()),
  pillars: z.strictObject({
    missing_fundamentals: z.enum(['NEUTRAL', 'SKIP']),
    empty_score: points,
    fundamentals: z.strictObject({
      non_financial: someOf(FUNDAMENTAL_COMPONENTS, weight),
      banking: someOf(FUNDAMENTAL_COMPONENTS, weight),
    }),
    technicals: z.strictObject({
      weights: tableOf(['above_200', 'golden_cross', 'rsi', 'breakout', 'volume'], weight).extend({
        near_high: weight.optional(),
      }),
      rsi: z.strictObject({ oversold: points, overbought: points }),
      breakout: z.strictObject({ atr_multiple: positive, close_fraction: positive }),
      volume: z.strictObject({ low: z.number().min(0), high: positive }),
    }),
    relative_strength: z.strictObject({
      weights: tableOf(HORIZONS, weight).extend(someOf(EARLIER_HORIZONS, weight).shape),
      against: tableOf(['sector', 'market'], weight),
    }),
    ownership: z.strictObject({
      weights: tableOf(['promoter_hold', 'pledge', 'fii_dii_change'], weight),
      scored_by: z.enum(['SECTOR_POINTS', 'SHARE_WORSE']),
      pledge_curve: z.array(z.strictObject({ fraction, points })).min(2),
    }),
    quality: someOf(['roce_3y', 'opm_stdev_12q', 'asset_growth'], weight),
    sector_momentum: z.strictObject({ weights: tableOf(HORIZONS, weight) }),
  }),
  derivations: derivations.optional(),
  market_return: z.strictObject({ index: z.string().min(1).nullable() }),
  weights: tableOf(MODES, perSector(tableOf(PILLARS, weight))),
  penalties: z.strictObject({
    caps: perSector(z.number()),
    liquidity: tableOf(MODES, bins('at_least', 2)),
    pledge: bins('above', 1),
    volatility: z.strictObject({
      multiple: positive,
      points,
      reference: z.union([z.literal('SECTOR_MEDIAN'), perSector(positive)]),
      min_count: z.number().int().min(1),
    }),
    event_window: z.strictObject({ days, points }),
    governance: z.strictObject({ days, auditor_points: points, board_points: points }),
  }),
  confidence: z.strictObject({
    weights: tableOf(['coverage', 'freshness', 'source'], weight),
    slo: tableOf(['prices', 'fundamentals', 'ownership'], positive),
    secondary_penalty: fraction,
  }),
  guardrails: z.strictObject({
    high_risk_judges: z.enum(['BEFORE_CAP', 'AFTER_CAP']),
    sector_bear_points: points,
  }),
  bands: z.strictObject({ hysteresis: points, memory: z.number().int().min(1).max(MOST_MEMORY) }).optional(),
  thresholds: tableOf(['production', 'test'], thresholds),
});
