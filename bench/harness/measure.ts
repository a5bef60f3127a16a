/** One of several things that are timed against each other. */
export interface Contestant {
  readonly name: string;
  /** Returns what it computed, so that no compiler can leave it undone. */
  readonly run: () => unknown;
  /** Timed rounds; fewer for what takes seconds. */
  readonly rounds?: number;
}

/** Milliseconds of one run. */
export interface Timing {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly rounds: number;
}

const ROUNDS = 21;
const WARM_UP_MS = 1500;
const MIN_WARM_UP_RUNS = 3;
/** A shorter run is repeated within its round, so that the clock's grain and a pause weigh little. */
const MIN_ROUND_MS = 4;

/** The last result, kept where a compiler must assume that somebody reads it. */
export const kept: { result: unknown } = { result: undefined };

/**
 * Warms everybody up, then times them in turn, round after round: what else the machine does meanwhile strikes
 * all of them alike. One thread.
 *
 * @returns the timing of a contestant by its name
 */
export function interleaved(contestants: readonly Contestant[]): (name: string) => Timing {
  const repeats = new Map(contestants.map((contestant) => [contestant.name, warmUp(contestant)]));
  const samples = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  const rounds = Math.max(...contestants.map((contestant) => contestant.rounds ?? ROUNDS));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run, rounds: own = ROUNDS } of contestants) {
      if (round < own) samples.get(name)?.push(timed(run, repeats.get(name) ?? 1));
    }
  }
  return (name) => {
    const times = samples.get(name);
    if (times === undefined) throw new RangeError(`${name} was not timed`);
    return timingOf(times);
  };
}

/** Runs until the compiler had its time; says how many runs make a round that is long enough. */
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
  const ascending = [...times].sort((a, b) => a - b);
  const half = ascending.length >> 1;
  const median = ascending.length % 2 === 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
  return { median, least: ascending[0], most: ascending[ascending.length - 1], rounds: ascending.length };
}
