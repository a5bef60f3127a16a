import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';

/** Refuses a request before Apollo sees it, with an answer that looks like one of Apollo's. */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  { message, extensions }: GraphQLError,
): void {
  const { http, ...told } = extensions as unknown as {
    http: { status: number; headers: Map<string, string> };
  };
  void reply
    .code(http.status)
    .headers(Object.fromEntries(http.headers))
    .send({ errors: [{ message, extensions: { ...told, requestId: request.id } }] });
}
