import type { Contestant } from './contestant.js';
import { BODY_START } from './load/connection.js';
import type { Operation, Variables } from './operations.js';
import { FORMS } from './postgraphile/forms.js';

interface Request {
  readonly path: string;
  /** Of a POST; null: GET. */
  readonly body: string | null;
}

function requestOf({ name }: Contestant, operation: Operation, variables: Variables): Request {
  const { query, path } = operation;
  switch (name) {
    case 'fastifySql':
      return { path: path(variables), body: null };
    case 'bareHttp':
      return { path: `/${operation.name}`, body: JSON.stringify({ query, variables }) };
    case 'postgraphile':
    case 'postgraphileFlat': {
      const form = FORMS[name][operation.name];
      return {
        path: '/graphql',
        body: JSON.stringify({ query: form.query, variables: form.variables(variables) }),
      };
    }
    default:
      return { path: '/graphql', body: JSON.stringify({ query, variables }) };
  }
}

/** A request as it goes over the wire. */
export function requestBytes(contestant: Contestant, operation: Operation, variables: Variables): Buffer {
  const { path, body } = requestOf(contestant, operation, variables);
  const common = `host: 127.0.0.1:${contestant.port}\r\naccept: application/json\r\n`;
  if (body === null) return Buffer.from(`GET ${path} HTTP/1.1\r\n${common}\r\n`);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\n${common}` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

interface Answer {
  readonly bytes: Uint8Array;
  /** In the shape of our schema. */
  readonly data: unknown;
}

/** @throws Error where the answer has no data, or errors */
export async function ask(
  contestant: Contestant,
  operation: Operation,
  variables: Variables,
): Promise<Answer> {
  const { path, body } = requestOf(contestant, operation, variables);
  const response = await fetch(`http://127.0.0.1:${contestant.port}${path}`, {
    method: body === null ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      ...(body !== null && { 'content-type': 'application/json' }),
    },
    body,
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  if (!response.ok || !BODY_START.test(text) || text.includes('"errors":')) {
    throw new Error(`${contestant.name}, ${operation.name}: expected data, got ${text.slice(0, 2000)}`);
  }
  const { data } = JSON.parse(text) as { readonly data: unknown };
  const { name } = contestant;
  const isOther = name === 'postgraphile' || name === 'postgraphileFlat';
  return { bytes, data: isOther ? FORMS[name][operation.name].inOurShape(data as never) : data };
}
