import type { FollowSink } from './follow.js';
import type { Result } from './operation.js';

/**
 * Iterates over the results of the subscription that `start` begins. A result counts as handled when the next one is
 * asked for. `return` ends the subscription at once, also while no result arrives.
 */
export function iterated(start: (sink: FollowSink) => () => void): AsyncGenerator<Result, undefined> {
  const arrived: { readonly result: Result; readonly handled: () => void }[] = [];
  let failure: { readonly error: unknown } | null = null;
  let ended = false;
  let wake = (): void => undefined;
  const end = () => {
    ended = true;
    wake();
  };
  const stop = start({
    next(result, handled) {
      arrived.push({ result, handled });
      wake();
    },
    error(error) {
      failure = { error };
      end();
    },
    complete: end,
  });

  async function* results(): AsyncGenerator<Result, undefined> {
    for (;;) {
      while (arrived.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      const first = arrived.shift();
      if (first !== undefined) {
        yield first.result;
        first.handled();
        continue;
      }
      if (failure !== null) throw failure.error;
      return undefined;
    }
  }

  const iterator = results();
  // A generator's own `return` would wait for the next result.
  iterator.return = () => {
    arrived.length = 0;
    failure = null;
    end();
    stop();
    return Promise.resolve({ done: true, value: undefined });
  };
  iterator.throw = async (error) => {
    await iterator.return(undefined);
    throw error;
  };
  return iterator;
}
