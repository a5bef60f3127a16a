import type { IncomingHttpHeaders } from 'node:http';
import send from '@fastify/send';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../database/database.js';
import type { DatabaseClock } from '../database/databaseClock.js';
import { DOWNLOADS, type DownloadLinks } from '../exports/downloadLinks.js';
import { findDownload, type Download } from '../exports/findDownload.js';
import type { ErrorCode } from '../graphql/errorCodes.js';
import { unavailable } from '../graphql/unavailable.js';
import { errorBody } from './errorBody.js';
import { sendRefusal } from './sendRefusal.js';

export interface DownloadOptions {
  /** The folder with the files of exports. */
  readonly folder: string;
  /** @throws GraphQLError OVERLOADED while the store is not open */
  readonly services: () => {
    readonly database: Pick<Database, 'db'>;
    readonly clock: DatabaseClock;
    readonly downloadLinks: DownloadLinks;
  };
}

const ID = /^[1-9]\d{0,8}$/;
const SECONDS = /^\d{1,12}$/;

const CONDITIONS: ReadonlySet<string> = new Set([
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
]);

const NOT_OURS =
  'Expected a link as Export.url has it, got one without our signature: take the url of the export again.';
const GONE = 'Expected a link to a file that is kept, got one that has ended: make the export again.';
const MISSING =
  'Expected the file of the export in EXPORTS_FOLDER of this process, found none of its length that can be read: ' +
  'let all processes share that folder (docs/exports.md).';

/**
 * Serves the files of exports to callers that have a link with our signature. Nothing else is asked of a caller. GET and
 * HEAD are answered, also for a range of bytes.
 */
export function serveDownloads(app: FastifyInstance, { folder, services }: DownloadOptions): void {
  app.get<{ Params: { id: string } }>(`${DOWNLOADS}:id`, async (request, reply) => {
    const { id } = request.params;
    const { expires, signature } = request.query as Readonly<Record<string, unknown>>;
    let download: Download | null;
    try {
      const { database, clock, downloadLinks } = services();
      const isSigned =
        ID.test(id) &&
        typeof expires === 'string' &&
        SECONDS.test(expires) &&
        typeof signature === 'string' &&
        downloadLinks.isSigned(id, expires, signature);
      if (!isSigned) return refuse(request, reply, 403, 'FORBIDDEN', NOT_OURS);
      download = await findDownload(database.db, clock, Number(id));
    } catch (error) {
      const refusal = unavailable(error);
      if (refusal === null) throw error;
      sendRefusal(request, reply, refusal);
      return reply;
    }
    if (download?.isOpen !== true) return refuse(request, reply, 410, 'NOT_FOUND', GONE);
    return sendFile(request, reply, folder, download);
  });
}

async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  root: string,
  { file, savedAs, contentType, bytes, hash }: Download,
): Promise<unknown> {
  const etag = `"${hash}"`;
  const { raw } = request;
  raw.headers = withoutConditions(raw.headers, etag);
  const result = await send(raw, `/${file}`, {
    ...{ root, cacheControl: false, contentType: false, etag: false, lastModified: false },
  });
  const { statusCode, headers, stream } = result;
  if (statusCode === 416) {
    void reply.header('content-range', headers['Content-Range']);
    const message = 'Expected a range of bytes that the file has, got another.';
    return refuse(request, reply, 416, 'BAD_REQUEST', message);
  }
  // A file that is copied between machines may be cut short.
  if (result.type !== 'file' || result.metadata.stat.size !== bytes) {
    stream.destroy();
    request.log.error({ file }, 'the file of an export is missing: do all processes share EXPORTS_FOLDER?');
    return refuse(request, reply, 500, 'INTERNAL_SERVER_ERROR', MISSING);
  }
  return reply
    .code(statusCode)
    .headers({
      ...headers,
      'content-type': contentType,
      'content-disposition': `attachment; filename="${savedAs}"`,
      'cache-control': 'private, no-store',
      etag,
    })
    .send(stream);
}

/**
 * Returns the headers of a request without its conditions. The file of a link never changes, so that only If-Range tells
 * anything: whether the part that the client has is of this file, so that a range can be added to it.
 */
function withoutConditions(headers: IncomingHttpHeaders, etag: string): IncomingHttpHeaders {
  const isOther = (headers['if-range'] ?? etag) !== etag;
  const kept = Object.entries(headers).filter(
    ([name]) => !CONDITIONS.has(name) && !(isOther && name === 'range'),
  );
  return Object.fromEntries(kept);
}

const refuse = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  message: string,
): FastifyReply => reply.code(status).send(errorBody(code, message, request.id));
