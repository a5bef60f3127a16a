import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedLinks } from '../access/signedLinks.js';
import type { ErrorCode } from '../graphql/errorCodes.js';
import { unavailable } from '../graphql/unavailable.js';
import { errorBody } from './errorBody.js';
import { sendRefusal } from './sendRefusal.js';

const SECONDS = /^\d{1,12}$/;

/** What a link leads to, and what is said where it does not. */
export interface Linked<Link extends { readonly name: string }, Found> {
  /** What the path says, with the name that the links sign; null for a path that no link has. */
  readonly link: Link | null;
  /** @throws GraphQLError OVERLOADED while the store is not open */
  readonly links: () => SignedLinks;
  /** @param expires until when the link works, in seconds since 1970 */
  readonly find: (link: Link, expires: number) => Promise<Found | null>;
  /** Where the signature is not ours. */
  readonly notOurs: string;
  /** Where nothing was found, or what was found is not open any more. */
  readonly gone: string;
}

/**
 * Finds what a link with our signature leads to. Nothing else is asked of a caller.
 *
 * @returns null where it is not to be had: the request is answered
 */
export async function findLinked<
  Link extends { readonly name: string },
  Found extends { readonly isOpen: boolean },
>(
  request: FastifyRequest,
  reply: FastifyReply,
  { link, links, find, notOurs, gone }: Linked<Link, Found>,
): Promise<Found | null> {
  const { expires, signature } = request.query as Readonly<Record<string, unknown>>;
  try {
    const signed = links();
    const isSigned =
      link !== null &&
      typeof expires === 'string' &&
      SECONDS.test(expires) &&
      typeof signature === 'string' &&
      signed.isSigned(link.name, expires, signature);
    if (isSigned) {
      const found = await find(link, Number(expires));
      if (found?.isOpen === true) return found;
      refuseDownload(request, reply, 410, 'NOT_FOUND', gone);
    } else refuseDownload(request, reply, 403, 'FORBIDDEN', notOurs);
  } catch (error) {
    const refusal = unavailable(error);
    if (refusal === null) throw error;
    sendRefusal(request, reply, refusal);
  }
  return null;
}

/** Answers a request for a file that is not sent. */
export const refuseDownload = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  message: string,
): FastifyReply => reply.code(status).send(errorBody(code, message, request.id));
