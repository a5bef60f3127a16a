/** What becomes of an attempt: it succeeds, another follows, it was the last one, or the worker stopped before its end. */
export type AttemptResult = 'succeeded' | 'retried' | 'failed' | 'given_back';

type Results = Record<AttemptResult, number>;

/** Counts the attempts of jobs that ended in this process since its start, by task and result. */
export class JobAttempts {
  readonly #byTask = new Map<string, Results>();

  count(task: string, result: AttemptResult): void {
    const results = this.#byTask.get(task) ?? noResults();
    results[result]++;
    this.#byTask.set(task, results);
  }

  of(task: string): Readonly<Results> {
    return this.#byTask.get(task) ?? noResults();
  }
}

function noResults(): Results {
  return { succeeded: 0, retried: 0, failed: 0, given_back: 0 };
}
