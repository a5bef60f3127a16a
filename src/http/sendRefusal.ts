import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';

interface Told {
  readonly http: { readonly status: number; readonly headers: ReadonlyMap<string, string> };
}

/** Refuses a request before Apollo sees it, with an answer that looks like one of Apollo's. */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  { message, extensions }: GraphQLError,
): void {
  const { http, ...told } = extensions as unknown as Told;
  void reply
    .code(http.status)
    .headers(Object.fromEntries(http.headers))
    .send({ errors: [{ message, extensions: { ...told, requestId: request.id } }] });
}
