import { median } from './statistics.js';
import { isTiny } from './tiny.js';

/** One of several functions that are timed against each other. */
export interface Contestant {
  readonly name: string;
  /** Returns what it computed, so that the compiler cannot drop the work. */
  readonly run: () => unknown;
  /** How many rounds are timed; fewer for a function that takes seconds. */
  readonly rounds?: number;
}

/** Milliseconds of one run. */
export interface Timing {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly rounds: number;
}

const ROUNDS = isTiny ? 1 : 21;
const WARM_UP_MS = isTiny ? 0 : 1500;
const MIN_WARM_UP_RUNS = isTiny ? 1 : 3;
/** A shorter run is repeated within its round, so that neither the clock's grain nor a pause weighs much. */
const MIN_ROUND_MS = 4;

/** The last result, kept where the compiler has to assume that it is read. */
export const kept: { result: unknown } = { result: undefined };

/**
 * Warms up all contestants, then times them in turn, round after round, in one thread. Because they take turns, other
 * work on the machine slows all of them alike.
 *
 * @returns a function that returns the timing of a contestant by its name
 */
export function interleaved(contestants: readonly Contestant[]): (name: string) => Timing {
  const repeats = new Map(contestants.map((contestant) => [contestant.name, warmUp(contestant)]));
  const samples = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  const most = Math.max(...contestants.map(({ rounds = ROUNDS }) => rounds));
  const rounds = Math.min(most, isTiny ? ROUNDS : most);
  for (let round = 0; round < rounds; round++) {
    for (const { name, run, rounds: own = ROUNDS } of contestants) {
      if (round < own) samples.get(name)?.push(timed(run, repeats.get(name) ?? 1));
    }
  }
  return (name) => {
    const times = samples.get(name);
    if (times === undefined) throw new RangeError(`Expected the name of a contestant, got ${name}.`);
    return timingOf(times);
  };
}

/** Runs a contestant until it is compiled. Returns how many runs make a round that is long enough. */
function warmUp({ run, rounds = ROUNDS }: Contestant): number {
  const least = rounds < ROUNDS ? 1 : MIN_WARM_UP_RUNS;
  const start = performance.now();
  let last = 0;
  for (let runs = 0; runs < least || performance.now() - start < WARM_UP_MS; runs++) last = timed(run, 1);
  return Math.max(1, Math.ceil(MIN_ROUND_MS / last));
}

function timed(run: () => unknown, repeats: number): number {
  const start = performance.now();
  for (let k = 0; k < repeats; k++) kept.result = run();
  return (performance.now() - start) / repeats;
}

function timingOf(times: readonly number[]): Timing {
  return {
    median: median(times),
    least: Math.min(...times),
    most: Math.max(...times),
    rounds: times.length,
  };
}
