import type { Database } from '../database/database.js';
import { UserError } from '../userError.js';
import type { Mode, Ticker } from '../scoring/names.js';
import type { DayScores } from '../scoring/scoreDay.js';
import { RecordedFacts, runOf, type RecomputedRun } from './recompute.js';

/** Runs kept: a day of two thousand stocks, with every step of its scores, is some three megabytes. */
const MOST_RUNS = 16;
/** Facts of seven years and a thousand companies are some sixty megabytes. */
const MOST_FACTS = 1;

/** A run computed again, to be asked stock by stock. */
export interface RecomputedScores {
  readonly day: DayScores;
  /** Element of the day's columns; -1 where the stock is not among them. */
  readonly indexOf: (ticker: Ticker) => number;
  /** In what the stored score differs from the recomputed one; empty: in nothing. */
  readonly differences: (mode: Mode, ticker: Ticker) => readonly string[];
}

/** Computes runs again for those who ask why a score is what it is; the last few are kept. */
export class Recomputer {
  readonly #runs = new Map<number, Promise<RecomputedScores>>();
  readonly #facts = new Map<number, Promise<RecordedFacts>>();

  constructor(private readonly database: Database) {}

  /** @throws UserError where there is no such run */
  recompute(runId: number): Promise<RecomputedScores> {
    return kept(this.#runs, MOST_RUNS, runId, async () => byStock(await this.#recompute(runId)));
  }

  async #recompute(runId: number): Promise<RecomputedRun> {
    const client = await this.database.pool.connect();
    try {
      const run = await runOf(client, runId);
      if (run === null) throw new UserError(`Expected the number of a finished run, came ${runId}.`);
      const facts = await kept(this.#facts, MOST_FACTS, run.readBatch, () =>
        RecordedFacts.read(client, run.readBatch),
      );
      return await facts.recompute(client, run, 'FEATURES');
    } finally {
      client.release();
    }
  }
}

function byStock({ day, differences, reason }: RecomputedRun): RecomputedScores {
  const places = new Map(day.section.tickers.map((ticker, i) => [ticker, i]));
  return {
    day,
    indexOf: (ticker) => places.get(ticker) ?? -1,
    differences: (mode, ticker) => {
      const own = differences.filter((one) => one.mode === mode && one.ticker === ticker);
      return reason === null || own.length === 0 ? [] : [reason, ...own.map(({ what }) => what)];
    },
  };
}

/** The value of a key, made once however many ask at the same time; the least recently used go first. */
function kept<Value>(
  values: Map<number, Promise<Value>>,
  most: number,
  key: number,
  make: () => Promise<Value>,
): Promise<Value> {
  const value = values.get(key) ?? make();
  values.delete(key);
  values.set(key, value);
  // A failure is not kept.
  value.catch(() => values.get(key) === value && values.delete(key));
  for (const oldest of values.keys()) {
    if (values.size <= most) break;
    values.delete(oldest);
  }
  return value;
}
