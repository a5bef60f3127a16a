import type { FastifyReply, FastifyRequest } from 'fastify';
import { readDocumentText, type DocumentText } from '../../companies/documents/store/readDocumentText.js';
import { codedError } from '../../graphql/codedError.js';
import { DOCUMENT_IDS } from '../../graphql/document/document.js';
import { decodeId } from '../../graphql/ids.js';
import { PRICES } from '../../graphql/limits/prices.js';
import { clientGone } from '../clientGone.js';
import type { DocumentOptions } from './documentOptions.js';
import { requireScope } from './requireScope.js';

const ROUTE = 'GET /documents/:id/text';

/**
 * Sends the cleaned text of a document, of which chunks are slices. It is of others, so that no browser may show it as a page
 * of this site: it is a plain text, and a file to save.
 *
 * @throws GraphQLError NOT_FOUND where there is no such document, or it has no text
 */
export async function sendDocumentText(
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
  { documentServices, operations, onDenied }: DocumentOptions,
): Promise<FastifyReply> {
  const { caller, params } = request;
  operations.chargeReading(caller, PRICES.request + PRICES.statement);
  requireScope(request, 'COMPANIES_READ', ROUTE, onDenied);
  const { database } = documentServices();
  const id = decodeId(DOCUMENT_IDS, params.id);
  const found = id === null ? null : await readDocumentText(database, id, clientGone(reply));
  if (found === null) {
    throw notFound('Expected the id of a document, got another one: take it from Document.id.');
  }
  const { cleaned } = found;
  if (cleaned === null) throw notFound(withoutText(found));
  const bytes = Buffer.from(cleaned);
  operations.chargeReading(caller, bytes.length / PRICES.bytesPerUnit);
  return reply
    .headers({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="document-${id}.txt"`,
      'cache-control': 'private, no-store',
    })
    .send(bytes);
}

const withoutText = ({ status, reason }: DocumentText): string =>
  status === 'FAILED'
    ? `Expected a document that could be read, got one without a text: ${reason ?? 'it failed'}`
    : 'Expected a document whose text was read, got one that is not so far: ask again when its status is READY.';

const notFound = (message: string) => codedError('NOT_FOUND', message, { status: 404 });
