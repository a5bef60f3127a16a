import type { RiskCurve, RiskParameters } from '../risk/riskMethod.js';
import type { MethodProblem } from './methodRules.js';

/**
 * Checks the rules between the numbers of a file of a risk method. Its shape must have been checked before.
 *
 * @returns a problem for each broken rule
 */
export function brokenRiskRules(method: RiskParameters): MethodProblem[] {
  const problems: MethodProblem[] = [];
  const refuse = (path: string, problem: string) => void problems.push({ path, problem });

  /** Sums are exact in hundredths. */
  const hasTwoDecimals = (path: string, value: number) => {
    if (Number(value.toFixed(2)) !== value) refuse(path, `expected at most 2 decimals, got ${value}`);
  };
  const curve = (path: string, { scale, knots }: RiskCurve, sign: 1 | -1) => {
    if (scale === 'LOG10' && !(knots[0].at > 0)) {
      refuse(`${path}.knots.0.at`, `expected more than 0 on a LOG10 scale, got ${knots[0].at}`);
    }
    for (let k = 1; k < knots.length; k++) {
      const { at, value } = knots[k];
      const before = knots[k - 1];
      if (!(at > before.at)) {
        refuse(`${path}.knots.${k}.at`, `expected more than ${before.at}, the knot before it, got ${at}`);
      }
      if (!(sign * (value - before.value) >= 0)) {
        const side = sign > 0 ? 'less' : 'more';
        refuse(
          `${path}.knots.${k}.value`,
          `expected no ${side} than ${before.value}, the knot before it, got ${value}`,
        );
      }
    }
  };
  /** `lost`: how many observations fewer than bars a window has. */
  const window = (path: string, { bars, at_least }: { bars: number; at_least: number }, lost: number) => {
    if (at_least > bars - lost) {
      refuse(`${path}.at_least`, `expected at most ${bars - lost}, all of the window, got ${at_least}`);
    }
  };

  for (const [kind, weight] of Object.entries(method.weights)) hasTwoDecimals(`weights.${kind}`, weight);
  const sum = Object.values(method.weights).reduce((total, weight) => total + Math.round(weight * 100), 0);
  if (sum !== 100) refuse('weights', `expected weights that sum to 1, got a sum of ${sum / 100}`);
  hasTwoDecimals('missing_value', method.missing_value);

  window('volatility', method.volatility, 1);
  window('drawdown', method.drawdown, 0);
  window('liquidity', method.liquidity, 0);
  window('market', method.market, 1);

  curve('volatility.curve', method.volatility.curve, 1);
  curve('drawdown.curve', method.drawdown.curve, 1);
  curve('liquidity.curve', method.liquidity.curve, -1);
  curve('size.curve', method.size.curve, -1);
  curve('market.curve', method.market.curve, 1);

  const { MODERATE, HIGH, VERY_HIGH } = method.levels;
  if (!(HIGH > MODERATE)) refuse('levels.HIGH', `expected more than MODERATE (${MODERATE}), got ${HIGH}`);
  if (!(VERY_HIGH > HIGH)) refuse('levels.VERY_HIGH', `expected more than HIGH (${HIGH}), got ${VERY_HIGH}`);
  return problems;
}
