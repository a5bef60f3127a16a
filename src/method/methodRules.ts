import type { MethodParameters } from '../scoring/method.js';
import { MODES } from '../scoring/names.js';
import { snap } from '../scoring/rounding.js';

/** A problem of a method file, and the path of the key that has it. */
export interface MethodProblem {
  readonly path: string;
  readonly problem: string;
}

const SUM_TOLERANCE = 1e-6;
/** The highest cap of a penalty that a method may set, in points. */
export const MAX_CAP = 20;

/**
 * Checks the rules between the numbers of a method file (method §12). Its shape must have been checked before.
 *
 * @returns a problem for each broken rule
 */
export function brokenRules(method: MethodParameters): MethodProblem[] {
  const problems: MethodProblem[] = [];
  const refuse = (path: string, problem: string) => problems.push({ path, problem });

  const sumsToOne = (path: string, table: Readonly<Record<string, number | undefined>>) => {
    const sum = Object.values(table).reduce<number>((total, weight) => total + (weight ?? 0), 0);
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE))
      refuse(path, `expected weights that sum to 1, got a sum of ${snap(sum)}`);
  };
  const falls = (path: string, key: string, values: readonly number[]) => {
    for (let k = 1; k < values.length; k++) {
      if (!(values[k] < values[k - 1])) {
        refuse(
          `${path}.${k}.${key}`,
          `expected less than ${values[k - 1]}, the bound before it, got ${values[k]}`,
        );
      }
    }
  };
  const rises = (path: string, key: string, values: readonly number[]) => {
    for (let k = 1; k < values.length; k++) {
      if (!(values[k] > values[k - 1])) {
        refuse(
          `${path}.${k}.${key}`,
          `expected more than ${values[k - 1]}, the value before it, got ${values[k]}`,
        );
      }
    }
  };

  const { pillars, penalties, weights, thresholds, hygiene } = method;
  sumsToOne('pillars.fundamentals.non_financial', pillars.fundamentals.non_financial);
  sumsToOne('pillars.fundamentals.banking', pillars.fundamentals.banking);
  sumsToOne('pillars.technicals.weights', pillars.technicals.weights);
  sumsToOne('pillars.relative_strength.weights', pillars.relative_strength.weights);
  sumsToOne('pillars.relative_strength.against', pillars.relative_strength.against);
  sumsToOne('pillars.ownership.weights', pillars.ownership.weights);
  sumsToOne('pillars.quality', pillars.quality);
  sumsToOne('pillars.sector_momentum.weights', pillars.sector_momentum.weights);
  sumsToOne('confidence.weights', method.confidence.weights);
  for (const mode of MODES) {
    for (const [sector, table] of Object.entries(weights[mode])) {
      sumsToOne(`weights.${mode}.${sector}`, table);
      for (const [pillar, weight] of Object.entries(table)) {
        if (Number(weight.toFixed(3)) !== weight) {
          refuse(`weights.${mode}.${sector}.${pillar}`, `expected at most 3 decimals, got ${weight}`);
        }
      }
    }
  }

  for (const [set, { bands }] of Object.entries(thresholds)) {
    const path = `thresholds.${set}.bands`;
    if (!(bands.BUY < bands.STRONG_BUY)) {
      refuse(`${path}.BUY`, `expected less than STRONG_BUY (${bands.STRONG_BUY}), got ${bands.BUY}`);
    }
    if (!(bands.HOLD < bands.BUY)) {
      refuse(`${path}.HOLD`, `expected less than BUY (${bands.BUY}), got ${bands.HOLD}`);
    }
  }
  for (const [sector, cap] of Object.entries(penalties.caps)) {
    if (!(cap > 0 && cap <= MAX_CAP)) {
      refuse(`penalties.caps.${sector}`, `expected more than 0 and at most ${MAX_CAP}, got ${cap}`);
    }
  }

  const curve = pillars.ownership.pledge_curve;
  rises(
    'pillars.ownership.pledge_curve',
    'fraction',
    curve.map(({ fraction }) => fraction),
  );
  rises(
    'pillars.ownership.pledge_curve',
    'points',
    curve.map(({ points }) => points),
  );
  for (const mode of MODES) {
    const bins = penalties.liquidity[mode];
    const path = `penalties.liquidity.${mode}`;
    falls(
      path,
      'at_least',
      bins.map(({ at_least }) => at_least),
    );
    rises(
      path,
      'points',
      bins.map(({ points }) => points),
    );
    const last = bins[bins.length - 1].at_least;
    if (last !== 0)
      refuse(`${path}.${bins.length - 1}.at_least`, `expected 0 for the worst bin, got ${last}`);
  }
  falls(
    'penalties.pledge',
    'above',
    penalties.pledge.map(({ above }) => above),
  );
  falls(
    'penalties.pledge',
    'points',
    penalties.pledge.map(({ points }) => points),
  );

  const yields = hygiene.valuation === 'YIELDS';
  for (const kind of ['non_financial', 'banking'] as const) {
    if (yields && (pillars.fundamentals[kind].valuation ?? 0) > 0) {
      refuse(
        `pillars.fundamentals.${kind}.valuation`,
        'expected weights of earnings_yield and book_yield instead, because hygiene.valuation is YIELDS',
      );
    }
  }

  const { rsi, volume } = pillars.technicals;
  rises('pillars.technicals.rsi', 'overbought', [rsi.oversold, rsi.overbought]);
  rises('pillars.technicals.volume', 'high', [volume.low, volume.high]);
  rises('hygiene.winsorise', 'upper', [hygiene.winsorise.lower, hygiene.winsorise.upper]);
  return problems;
}
