import type { Readable } from 'node:stream';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { DocumentFiles, StagedFile } from '../../companies/documents/store/documentFiles.js';
import { MOST_BYTES } from '../../companies/documents/store/documentFolder.js';
import { badField, FILE_FIELD, MOST_FIELD_BYTES, TEXT_FIELDS, UploadForm } from './uploadForm.js';
import { UploadBroken } from './uploadBroken.js';
import { UploadEnded } from './uploadEnded.js';

/** The most bytes of the body of an upload: a file, and the texts, names and boundaries around it. */
export const MOST_BODY = MOST_BYTES + 2 ** 20;
/** A slow line needs 45 KB/s for the largest file. */
const UPLOAD_MS = 10 * 60_000;

const LIMITS = {
  // What is received beyond the most bytes is refused where the file is staged.
  fileSize: MOST_BYTES + 1,
  fieldSize: MOST_FIELD_BYTES,
  // One more of each than there may be, so that the one given twice can be named.
  fields: TEXT_FIELDS.length + 1,
  files: 2,
  parts: TEXT_FIELDS.length + 3,
  headerPairs: 20,
  headerSize: 8_192,
};

/** What a client uploaded. */
export interface Upload {
  readonly texts: ReturnType<UploadForm['texts']>;
  readonly staged: StagedFile;
}

/**
 * Receives the form of an upload, whose fields may come in any order, and stages its file while it arrives.
 *
 * @param ms how long it may take, in milliseconds
 * @throws GraphQLError BAD_USER_INPUT for fields that are missing, unknown, given twice or no texts
 * @throws UploadBroken where the body is no whole form, UploadEnded where it is too long or too slow, and what staging
 *   throws; nothing is left of the file
 */
export async function receiveUpload(
  request: FastifyRequest,
  files: Pick<DocumentFiles, 'stage' | 'discard'>,
  ms = UPLOAD_MS,
): Promise<Upload> {
  const { raw } = request;
  const form = new UploadForm();
  let staged: StagedFile | null = null;
  let received = 0;
  // The reader of the parts hears errors of the request, and ends with them.
  const end = (why: UploadEnded): void => void raw.emit('error', why);
  const count = (bytes: Buffer): void => {
    if (received <= MOST_BODY && (received += bytes.length) > MOST_BODY) end(UploadEnded.tooLong());
  };
  const timer = setTimeout(() => end(UploadEnded.tooSlow(ms)), ms);
  try {
    raw.on('data', count);
    for await (const part of partsOf(request)) {
      if (part.type === 'field') {
        form.add(part);
        continue;
      }
      form.checkFile(part.fieldname, part.filename);
      if (staged !== null)
        throw badField(FILE_FIELD, 'Expected one file, got another one: upload it by itself.');
      staged = await files.stage(bytesOf(part.file));
    }
    const texts = form.texts();
    if (staged === null) throw badField(FILE_FIELD, 'Expected the field file, got a form without: add it.');
    return { texts, staged };
  } catch (error) {
    if (staged !== null) await files.discard(staged);
    throw error;
  } finally {
    clearTimeout(timer);
    raw.off('data', count);
    // The client may send the rest, so that it reads the answer; connections bound for how long.
    raw.unpipe();
    raw.resume();
  }
}

/** Reads the parts, and tells faults of the body apart from those of what is done with it. */
async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart, void, undefined> {
  const parts = request.parts({ limits: LIMITS, preservePath: true });
  for (;;) {
    const { value, done } = await parts.next().catch((error: unknown) => {
      throw UploadBroken.by(error);
    });
    if (done) return;
    yield value as Multipart;
  }
}

async function* bytesOf(file: Readable): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* file as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw UploadBroken.by(error);
  }
}
