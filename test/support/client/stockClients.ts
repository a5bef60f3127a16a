/** What has to type-check; `npm run typecheck` reads it, nothing runs it. urql's part stands in examples/live/urql.ts. */
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import * as sse from 'graphql-sse';
import * as ws from 'graphql-ws';
import { liveOptions, resuming } from '../../../src/client/index.js';

export const overSocket: ws.Client = resuming(
  ws.createClient({ url: 'ws://localhost/graphql', ...liveOptions }),
);
export const overStream: sse.Client = resuming(sse.createClient({ url: '/graphql/stream', ...liveOptions }), {
  onCursor: (cursor: string, operation) => void [cursor, operation.operationName],
  pongWithin: 1_000,
});
export const overOneStream: sse.Client<true> = resuming(
  sse.createClient({ url: '/graphql/stream', singleConnection: true, ...liveOptions }),
);
export const link = new GraphQLWsLink(overSocket);
// @ts-expect-error what cannot subscribe is no client
resuming({ on: () => undefined });
// @ts-expect-error a misspelled option
resuming(overSocket, { onCursors: () => undefined });
