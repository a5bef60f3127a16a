import type { Method, PillarWeights } from '../scoring/method.js';
import { PILLARS, type Band, type Mode, type Points } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { methodInForce } from './loadMethod.js';
import { brokenRules } from './methodRules.js';

/** What somebody wants to try in one mode. */
export interface MethodChanges {
  readonly mode: Mode;
  /** Of every sector group; null: as they are. */
  readonly weights: PillarWeights | null;
  /** Lower bounds; those that are left out stay. */
  readonly bands: Readonly<Partial<Record<Exclude<Band, 'AVOID'>, Points>>>;
}

/**
 * A method with other weights or bands, held to the rules of every method; its hash is its own.
 *
 * @throws UserError that says which rule is broken
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
  // Whichever set is in force, the rules look at both.
  const broken = brokenRules({ ...changed, thresholds: { production: thresholds, test: thresholds } });
  problems.push(
    ...broken
      .filter(({ path }) => !path.startsWith('thresholds.test'))
      .map(({ path, problem }) => `${path.replace(/^thresholds\.production\./, '')}: ${problem}`),
  );
  if (problems.length > 0) throw new UserError(`These changes cannot be tried. ${problems.join('; ')}.`);
  return methodInForce(changed, thresholds);
}
