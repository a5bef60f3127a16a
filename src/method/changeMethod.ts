import type { Method, PillarWeights } from '../scoring/method.js';
import { PILLARS, type Band, type Mode, type Points } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { methodInForce } from './loadMethod.js';
import { brokenRules } from './methodRules.js';

/** Weights and bands to try in one mode. */
export interface MethodChanges {
  readonly mode: Mode;
  /** The weights of every sector group; null: unchanged. */
  readonly weights: PillarWeights | null;
  /** Lower bounds of the bands; a band that is left out keeps its bound. */
  readonly bands: Readonly<Partial<Record<Exclude<Band, 'AVOID'>, Points>>>;
}

/**
 * Makes a method with other weights or bands. It obeys the rules of every method file, and has a hash of its own.
 *
 * @throws UserError that names each broken rule
 */
export function changeMethod(method: Method, { mode, weights, bands }: MethodChanges): Method {
  const problems: string[] = [];
  for (const pillar of weights === null ? [] : PILLARS) {
    const weight = weights?.[pillar] ?? NaN;
    if (!(weight >= 0 && weight <= 1)) problems.push(`weight of ${pillar}: expected 0 to 1, got ${weight}`);
  }
  for (const [band, atLeast] of Object.entries(bands)) {
    if (!(atLeast >= 0 && atLeast <= 100)) problems.push(`${band}: expected 0 to 100, got ${atLeast}`);
  }
  const { parameters } = method;
  const thresholds = { ...method.thresholds, bands: { ...method.thresholds.bands, ...bands } };
  const changed = {
    ...parameters,
    weights: weights === null ? parameters.weights : { ...parameters.weights, [mode]: { default: weights } },
  };
  // The rules check both sets, whichever one is in force.
  const broken = brokenRules({ ...changed, thresholds: { production: thresholds, test: thresholds } });
  problems.push(
    ...broken
      .filter(({ path }) => !path.startsWith('thresholds.test'))
      .map(({ path, problem }) => `${path.replace(/^thresholds\.production\./, '')}: ${problem}`),
  );
  if (problems.length > 0) throw new UserError(`These changes cannot be tried. ${problems.join('; ')}.`);
  return methodInForce(changed, thresholds);
}
