import type { GraphQLError } from 'graphql';
import { DocumentRefused, type RefusalKind } from '../../companies/documents/store/documentRefused.js';
import { codedError } from '../../graphql/codedError.js';
import { DOCUMENT_IDS } from '../../graphql/document/document.js';
import { encodeId } from '../../graphql/ids.js';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { UploadBroken } from './uploadBroken.js';
import { UploadEnded } from './uploadEnded.js';
import { FILE_FIELD } from './uploadForm.js';

const KINDS: Readonly<Record<RefusalKind, readonly [code: ErrorCode, status: number]>> = {
  FIELD: ['BAD_USER_INPUT', 400],
  EMPTY: ['BAD_USER_INPUT', 400],
  TOO_LARGE: ['BAD_USER_INPUT', 413],
  MEDIA_TYPE: ['BAD_USER_INPUT', 415],
  CONFLICT: ['CONFLICT', 409],
};

/** What a file system says that has no place for a file. */
const NO_PLACE: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const RETRY_AFTER_SECONDS = 60;

/** Returns what is told of an upload that failed; null for a failure that callers are told nothing of. */
export function uploadRefusal(error: unknown): GraphQLError | null {
  if (error instanceof DocumentRefused) {
    const { kind, field, documentId, message } = error;
    const [code, status] = KINDS[kind];
    return codedError(code, message, {
      status,
      details: { field, ...(documentId !== null && { id: encodeId(DOCUMENT_IDS, documentId) }) },
    });
  }
  if (error instanceof UploadBroken) return codedError('BAD_REQUEST', error.message, { status: 400 });
  if (error instanceof UploadEnded) {
    const { statusCode: status, message } = error;
    if (status === 408) return codedError('BAD_REQUEST', message, { status });
    return codedError('BAD_USER_INPUT', message, { status, details: { field: FILE_FIELD } });
  }
  if (!NO_PLACE.has((error as NodeJS.ErrnoException).code)) return null;
  return codedError(
    'OVERLOADED',
    `The document cannot be kept now: the disk of the documents is full. Ask again in ${RETRY_AFTER_SECONDS} s.`,
    { status: 503, retryAfter: RETRY_AFTER_SECONDS },
  );
}
