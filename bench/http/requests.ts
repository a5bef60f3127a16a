import type { Contestant } from './contestants.js';
import { BODY_START } from './load/connection.js';
import type { Operation, Variables } from './operations.js';
import { FORMS } from './postgraphileForms.js';

interface Request {
  readonly path: string;
  readonly body: string;
}

function requestOf({ name }: Contestant, operation: Operation, variables: Variables): Request {
  const form = name === 'postgraphile' ? FORMS[operation.name] : null;
  return {
    path: name === 'bareHttp' ? `/${operation.name}` : '/graphql',
    body: JSON.stringify({
      query: form?.query ?? operation.query,
      variables: form?.variables(variables) ?? variables,
    }),
  };
}

/** Returns the bytes of a request as they are sent. */
export function requestBytes(contestant: Contestant, operation: Operation, variables: Variables): Buffer {
  const { path, body } = requestOf(contestant, operation, variables);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${contestant.port}\r\naccept: application/json\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

interface Answer {
  readonly bytes: Uint8Array;
  /** In the shape of GreyOak's schema. */
  readonly data: unknown;
}

/** @throws Error for an answer without data or with errors */
export async function ask(
  contestant: Contestant,
  operation: Operation,
  variables: Variables,
): Promise<Answer> {
  const { path, body } = requestOf(contestant, operation, variables);
  const response = await fetch(`http://127.0.0.1:${contestant.port}${path}`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'content-type': 'application/json',
    },
    body,
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  if (!response.ok || !BODY_START.test(text) || text.includes('"errors":')) {
    throw new Error(`${contestant.name}, ${operation.name}: expected data, got ${text.slice(0, 2000)}`);
  }
  const { data } = JSON.parse(text) as { readonly data: unknown };
  const isOurs = contestant.name !== 'postgraphile';
  return { bytes, data: isOurs ? data : FORMS[operation.name].inOurShape(data as never) };
}
