import type { StreamFormat } from './streamFormat.js';
import { UNBUFFERED } from './unbuffered.js';

/**
 * A client takes a part for whole when it sees the boundary after it. So each part is written with the boundary that
 * begins the next one.
 */
const BOUNDARY = '\r\n--graphql';
const HEAD = '\r\nContent-Type: application/json\r\n\r\n';
const END = '--\r\n';

const part = (json: object): string => `${HEAD}${JSON.stringify(json)}${BOUNDARY}`;

/** The multipart responses of Apollo's protocol for subscriptions over HTTP (subscriptionSpec=1.0). */
export const MULTIPART: StreamFormat = {
  headers: {
    'content-type': 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
    ...UNBUFFERED,
  },
  opening: `--graphql${part({})}`,
  beginning: null,
  next: (frames) =>
    Buffer.concat(
      frames.flatMap(({ payload }) => [
        Buffer.from(`${HEAD}{"payload":`),
        payload,
        Buffer.from(`}${BOUNDARY}`),
      ]),
    ),
  complete: END,
  errors: (errors) => `${part({ payload: { errors } })}${END}`,
  // Errors next to the payload are those of the connection.
  fatal: (errors) => `${part({ payload: null, errors })}${END}`,
  heartbeat: part({}),
  comeBack: null,
};
