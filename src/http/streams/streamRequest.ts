import type { FastifyRequest } from 'fastify';
import { PRICES } from '../../graphql/limits/prices.js';
import type { OperationRequest } from '../../graphql/operation/operationRequest.js';
import { shown } from '../../shown.js';
import { isMutation } from './isMutation.js';

interface Fault {
  readonly status: 400 | 405 | 406;
  readonly message: string;
}

/** Matches an Accept header that names server-sent events. */
const EVENTS = /(^|[\s,])text\/event-stream\b/i;

/** Units for parsing a character of a document, of which each second one may begin a token. */
const CHARACTER = 2 * PRICES.character;

/**
 * Reads the operation that an event stream is asked for, or tells what is wrong.
 *
 * @param mayLook charges units for looking at the document of a GET; false where the caller has too few
 */
export function readStreamRequest(
  request: FastifyRequest,
  mayLook: (units: number) => boolean,
): { readonly request: OperationRequest } | Fault {
  const accept = request.headers.accept ?? '';
  if (!EVENTS.test(accept)) {
    const message = `Expected Accept: text/event-stream, got "${shown(accept)}": set the header, or use /graphql.`;
    return { status: 406, message };
  }
  const read = readOperation(request);
  if ('message' in read) return read;
  const { query, operationName, isReadOnly } = read.request;
  // A page of any site can make a browser send a GET. A document that is not looked at, or named by its hash, is looked
  // at when the operation begins.
  if (isReadOnly && typeof query === 'string' && mayLook(PRICES.message + query.length * CHARACTER)) {
    if (isMutation(query, operationName)) {
      return { status: 405, message: 'Expected a query or subscription by GET: send mutations by POST.' };
    }
  }
  const lastEventId = request.headers['last-event-id'];
  return typeof lastEventId === 'string' && lastEventId !== ''
    ? { request: resumed(read.request, lastEventId) }
    : read;
}

/** Reads the operation of a GET or POST. */
export function readOperation({
  method,
  query,
  body,
}: FastifyRequest): { readonly request: OperationRequest } | Fault {
  return method === 'GET' ? readQueryString(query) : readBody(body);
}

/**
 * Returns the request of an EventSource that reconnects: it asks for the same address, and sends the id of its last event,
 * which is later than any `after` in the address.
 */
function resumed(request: OperationRequest, lastEventId: string): OperationRequest {
  const { variables } = request;
  if (!isObject(variables ?? {})) return request;
  return { ...request, variables: { ...(variables as object | null | undefined), after: lastEventId } };
}

function readBody(body: unknown): { readonly request: OperationRequest } | Fault {
  if (isObject(body)) {
    const { query, operationName, variables, extensions } = body;
    return { request: { query, operationName, variables, extensions } };
  }
  const message = 'Expected a body of JSON with one operation: send {"query": "…", "variables": {…}}.';
  return { status: 400, message };
}

function readQueryString(parameters: unknown): { readonly request: OperationRequest } | Fault {
  const { query, operationName, variables, extensions } = parameters as Record<string, unknown>;
  if (typeof query !== 'string' && (query !== undefined || extensions === undefined)) {
    const message =
      'Expected the document as one parameter "query", its hash in "extensions", or a POST with it.';
    return { status: 400, message };
  }
  try {
    return {
      request: {
        query,
        operationName,
        variables: parseParameter(variables),
        extensions: parseParameter(extensions),
        isReadOnly: true,
      },
    };
  } catch {
    const message =
      'Expected the parameters "variables" and "extensions" to be JSON, got one that cannot be parsed.';
    return { status: 400, message };
  }
}

const parseParameter = (text: unknown): unknown =>
  text === undefined || text === '' ? undefined : JSON.parse(String(text));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
