import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { createFetcher } from '../../src/web/playground/createFetcher.js';

/** What is sent over which connection. */
function sentBy() {
  const sent: string[] = [];
  const fetcher = createFetcher({
    url: 'http://api/graphql',
    fetch: async (_, init) => {
      sent.push(`HTTP ${(JSON.parse(String(init?.body)) as { query: string }).query}`);
      return new Response('{"data":null}', { headers: { 'content-type': 'application/json' } });
    },
    enableIncrementalDelivery: false,
    wsClient: {
      subscribe: ({ query }, sink) => {
        sent.push(`socket ${query}`);
        sink.complete();
        return () => undefined;
      },
      on: () => () => undefined,
      dispose: () => undefined,
      terminate: () => undefined,
      iterate: () => {
        throw new Error('not asked for');
      },
    },
  });
  return { sent, fetcher };
}

test.each([
  ['subscription Live { a }', 'query Former { a }', 'socket'],
  ['query Card { a }', 'subscription Former { a }', 'HTTP'],
  ['mutation Record { a }', 'subscription Former { a }', 'HTTP'],
  ['subscription {', 'subscription Former { a }', 'HTTP'],
])('%s is sent as what it is, whatever was open before', async (query, former, expected) => {
  const { sent, fetcher } = sentBy();
  const operationName = /[A-Z]\w*/.exec(query)?.[0] ?? null;
  const answer = await fetcher({ query, operationName }, { documentAST: parse(former) });
  if (Symbol.asyncIterator in answer) await answer[Symbol.asyncIterator]().next();
  expect(sent).toEqual([`${expected} ${query}`]);
});
