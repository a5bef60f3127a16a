import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../access/audit/actorOf.js';
import { addDocument } from '../../companies/documents/store/addDocument.js';
import { codedError } from '../../graphql/codedError.js';
import { DOCUMENT_IDS } from '../../graphql/document/document.js';
import { encodeId } from '../../graphql/ids.js';
import { PRICES } from '../../graphql/limits/prices.js';
import { shown } from '../../shown.js';
import { clientGone } from '../clientGone.js';
import { originFault } from '../originFault.js';
import type { DocumentOptions } from './documentOptions.js';
import { MOST_BODY, receiveUpload } from './receiveUpload.js';
import { requireScope } from './requireScope.js';
import { UploadEnded } from './uploadEnded.js';
import { FORM } from './uploadForm.js';

const ROUTE = 'POST /documents';

/**
 * Checks what is known of an upload before its body is read, and charges what it costs to receive.
 *
 * @throws GraphQLError for an upload that is refused; UploadEnded for one that says that it is too long
 */
export function admitUpload(request: FastifyRequest, options: DocumentOptions): void {
  const { caller, headers } = request;
  options.operations.chargeReading(caller, PRICES.request);
  requireOwnPage(request, options);
  requireScope(request, 'COMPANIES_WRITE', ROUTE, options.onDenied);
  options.documentServices();
  requireForm(headers['content-type']);
  const bytes = Number(headers['content-length'] ?? 0);
  if (bytes > MOST_BODY) throw UploadEnded.tooLong();
  options.operations.chargeReading(caller, bytes / PRICES.receivedBytesPerUnit);
}

/** Receives a document, adds it to the store, and answers with its id and status: it is processed later. */
export async function uploadDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  { documentServices, operations }: DocumentOptions,
): Promise<FastifyReply> {
  const { caller, headers } = request;
  const { database, documentFiles } = documentServices();
  const gone = clientGone(reply);
  const { texts, staged } = await receiveUpload(request, documentFiles);
  try {
    if (headers['content-length'] === undefined) {
      operations.chargeReading(caller, staged.bytes / PRICES.receivedBytesPerUnit);
    }
    gone.throwIfAborted();
  } catch (error) {
    await documentFiles.discard(staged);
    throw error;
  }
  const given = { ...texts, uploadedBy: caller.user?.id ?? null };
  const added = await addDocument(database.writers.during(gone), documentFiles, given, staged, {
    actor: actorOf(caller, null),
  });
  return reply.code(202).send({ id: encodeId(DOCUMENT_IDS, added.id), status: added.status });
}

/**
 * Refuses a page of another site, which a browser lets send a form without asking. A caller that shows a key is no such page:
 * to send the header, it would have had to ask.
 */
function requireOwnPage({ headers }: FastifyRequest, { allowedOrigins }: DocumentOptions): void {
  const fault = headers.authorization === undefined ? originFault(headers, allowedOrigins) : null;
  if (fault !== null) throw codedError('FORBIDDEN', fault, { status: 403 });
}

function requireForm(type = ''): void {
  if (!/^multipart\/form-data(?:\s*;|$)/i.test(type)) {
    const message = `Expected ${FORM} as multipart/form-data, got the Content-Type ${JSON.stringify(shown(type))}: let your client set it, as curl -F does.`;
    throw codedError('BAD_REQUEST', message, { status: 415 });
  }
  if (/;\s*boundary=./i.test(type)) return;
  const message =
    'Expected a Content-Type with the boundary of the parts, got one without: leave the header to your client, as fetch ' +
    'with FormData and curl -F set it.';
  throw codedError('BAD_REQUEST', message, { status: 400 });
}
