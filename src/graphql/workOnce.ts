import type { LoaderFactory } from './loaders.js';

/**
 * Returns the result of some work: computed at the first call with a key, and kept for all others.
 *
 * @param key the same for calls that must have the same result
 * @param units what the work costs the caller, once
 */
type Once<Result> = (key: string, units: number, compute: () => Result) => Result;

/**
 * Makes the factory of what does one kind of work in an operation, once for each key, like a loader reads each thing
 * once. Fields may be resolved again: several aliases may ask for the same, and an operation that was compiled and has
 * errors is executed twice.
 *
 * @example
 * const triedScores = workOnce<readonly TriedScore[]>();
 * const scores = context.loaders.get(triedScores)(`${runId} ${mode}`, units, () => whatIf(day, method, mode));
 */
export function workOnce<Result>(): LoaderFactory<Once<Result>> {
  return ({ reads }) => {
    const done = new Map<string, { readonly result: Result }>();
    return (key, units, compute) => {
      let known = done.get(key);
      if (known === undefined) {
        known = { result: compute() };
        done.set(key, known);
        reads.counts.work += units;
      }
      return known.result;
    };
  };
}
