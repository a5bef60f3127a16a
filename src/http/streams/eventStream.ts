import type { GraphQLFormattedError } from 'graphql';
import type { StreamFormat } from './streamFormat.js';
import { UNBUFFERED } from './unbuffered.js';

/** Without its empty `data`, EventSource would not dispatch the event. */
const COMPLETE = 'event: complete\ndata:\n\n';
const COMMENT = ':\n\n';
const END = '\n\n';

const eventHead = (cursor: string | null): string =>
  cursor === null ? 'event: next\ndata: ' : `event: next\nid: ${cursor}\ndata: `;

/** Neither the protocol nor clients know an event for errors. */
const errorEvents = (errors: readonly GraphQLFormattedError[]): string =>
  `${eventHead(null)}${JSON.stringify({ errors })}${END}${COMPLETE}`;

/** Server-sent events, as the distinct connections mode of graphql-sse and EventSource read them. */
export const EVENT_STREAM: StreamFormat = {
  headers: {
    'content-type': 'text/event-stream; charset=utf-8',
    ...UNBUFFERED,
  },
  opening: COMMENT,
  // Not an event, but the id that EventSource sends when it comes back.
  beginning: (cursor) => `id: ${cursor}${END}`,
  // JSON has no line breaks, so that a payload is one line.
  next: (frames) =>
    Buffer.concat(
      frames.flatMap(({ cursor, payload }) => [Buffer.from(eventHead(cursor)), payload, Buffer.from(END)]),
    ),
  complete: COMPLETE,
  errors: errorEvents,
  fatal: errorEvents,
  heartbeat: COMMENT,
  // After any other status than 200, an EventSource would never ask again.
  comeBack: (waitMs, reason) => `retry: ${waitMs}\n: ${reason}${END}`,
};
