import type { GraphQLFormattedError } from 'graphql';
import type { Frame } from '../../live/sink.js';

/** The last event of a stream. With an empty `data`, without which EventSource does not tell of it. */
export const COMPLETE = 'event: complete\ndata:\n\n';

/** What keeps proxies from ending a quiet stream; clients skip it. */
export const COMMENT = ':\n\n';

/** Where a stream begins: no event, but what a client that is cut before its first one says when it comes back. */
export const beginning = (cursor: string): string => `id: ${cursor}\n\n`;

const END = '\n\n';

/** Results as server-sent events, in one buffer. The JSON of a payload has no line breaks, so it is one line. */
export function nextEvents(frames: readonly Frame[]): Buffer {
  return Buffer.concat(
    frames.flatMap(({ cursor, payload }) => [Buffer.from(eventHead(cursor)), payload, Buffer.from(END)]),
  );
}

/** How a refused operation is told: protocol and clients know no event for errors. */
export function errorEvents(errors: readonly GraphQLFormattedError[]): string {
  return `${eventHead(null)}${JSON.stringify({ errors })}${END}${COMPLETE}`;
}

const eventHead = (cursor: string | null): string =>
  cursor === null ? 'event: next\ndata: ' : `event: next\nid: ${cursor}\ndata: `;
