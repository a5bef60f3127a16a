import type { GraphQLFormattedError } from 'graphql';
import type { Frame } from '../../live/sink.js';

/** The last event of a stream. Without its empty `data`, EventSource would not dispatch it. */
export const COMPLETE = 'event: complete\ndata:\n\n';

/** Keeps proxies from ending a quiet stream. Clients skip it. */
export const COMMENT = ':\n\n';

/** Returns where a stream begins: not an event, but the id that a client sends if it is cut before its first event. */
export const beginning = (cursor: string): string => `id: ${cursor}\n\n`;

/**
 * Returns all of a stream that cannot begin now: when an EventSource asks again, and why, in a comment.
 *
 * @param waitMs in milliseconds
 * @param reason one line
 */
export const comeBack = (waitMs: number, reason: string): string => `retry: ${waitMs}\n: ${reason}\n\n`;

const END = '\n\n';

/** Returns results as server-sent events, in one buffer. JSON has no line breaks, so that a payload is one line. */
export function nextEvents(frames: readonly Frame[]): Buffer {
  return Buffer.concat(
    frames.flatMap(({ cursor, payload }) => [Buffer.from(eventHead(cursor)), payload, Buffer.from(END)]),
  );
}

/** Returns the events for a refused operation. Neither the protocol nor clients know an event for errors. */
export function errorEvents(errors: readonly GraphQLFormattedError[]): string {
  return `${eventHead(null)}${JSON.stringify({ errors })}${END}${COMPLETE}`;
}

const eventHead = (cursor: string | null): string =>
  cursor === null ? 'event: next\ndata: ' : `event: next\nid: ${cursor}\ndata: `;
