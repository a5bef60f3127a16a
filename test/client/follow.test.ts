import { expect, test } from '@jest/globals';
import { resuming, type Operation } from '../../src/client/index.js';

const query = 'subscription ($after: ID) { scoreChanged(after: $after) { cursor } }';

/** A client that hands over a result before `subscribe` returns, which stock clients do not, and its calls. */
function synchronousClient(data: Readonly<Record<string, unknown>>) {
  const told: string[] = [];
  const client = {
    subscribe(_operation: Operation, sink: { next(result: unknown): void; complete(): void }) {
      sink.next({ data });
      sink.next({ data });
      return () => {
        told.push('unsubscribed');
        sink.complete();
      };
    },
  };
  const subscribed = (text: string) =>
    resuming(client).subscribe({ query: text }, {
      next: () => void told.push('next'),
      error: (error: Error) => void told.push(error.message),
      complete: () => void told.push('complete'),
    } as never);
  return { told, subscribed };
}

test.each([
  ['an event without a cursor', query, { scoreChanged: {} }, /^Expected a cursor with each event/],
  [
    'a subscription that cannot resume',
    'subscription { scoreChanged { cursor } }',
    { scoreChanged: { cursor: 'a' } },
    /could not resume after one/,
  ],
])('ends a subscription once for %s, also before subscribe returned', (_, text, data, message) => {
  const { told, subscribed } = synchronousClient(data);
  const unsubscribe = subscribed(text);
  expect(told).toEqual([expect.stringMatching(message), 'unsubscribed']);
  expect(unsubscribe).toEqual(expect.any(Function));
});

test('passes on results that arrive before subscribe returns, and ends when it is stopped', () => {
  const { told, subscribed } = synchronousClient({ scoreChanged: { cursor: 'a' } });
  const unsubscribe = subscribed(query);
  // The second one is a repeat.
  expect(told).toEqual(['next']);
  unsubscribe();
  expect(told).toEqual(['next', 'unsubscribed', 'complete']);
});
