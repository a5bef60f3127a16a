import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Headers of every answer, so that a browser takes none for anything but what it is: an answer is of the type that it
 * names, runs nothing, stands in no frame, cannot be embedded by another site, and is kept only where its route says so.
 */
export const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Sets the headers that each answer begins with: its id, and those above. */
export function setSafeHeaders({ id }: Pick<FastifyRequest, 'id'>, reply: FastifyReply): void {
  void reply.header('x-request-id', id).headers(SAFE_HEADERS);
}
