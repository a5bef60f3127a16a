import type { IncomingHttpHeaders } from 'node:http';
import send from '@fastify/send';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SignedLinks } from '../access/signedLinks.js';
import type { Database } from '../database/database.js';
import type { DatabaseClock } from '../database/databaseClock.js';
import { DOWNLOADS } from '../exports/downloadLinks.js';
import { findDownload, type Download } from '../exports/findDownload.js';
import { findLinked, refuseDownload } from './signedLink.js';

export interface DownloadOptions {
  /** The folder with the files of exports. */
  readonly folder: string;
  /** @throws GraphQLError OVERLOADED while the store is not open */
  readonly services: () => {
    readonly database: Pick<Database, 'db'>;
    readonly clock: DatabaseClock;
    readonly downloadLinks: SignedLinks;
  };
}

const ID = /^[1-9]\d{0,8}$/;

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
 * Serves the files of exports to callers that have a link with our signature. GET and HEAD are answered, also for a range of
 * bytes.
 */
export function serveDownloads(app: FastifyInstance, { folder, services }: DownloadOptions): void {
  app.get<{ Params: { id: string } }>(`${DOWNLOADS}:id`, async (request, reply) => {
    const { id } = request.params;
    const download = await findLinked(request, reply, {
      link: ID.test(id) ? { name: id } : null,
      links: () => services().downloadLinks,
      find: ({ name }) => {
        const { database, clock } = services();
        return findDownload(database.db, clock, Number(name));
      },
      notOurs: NOT_OURS,
      gone: GONE,
    });
    return download === null ? reply : sendFile(request, reply, folder, download);
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
    return refuseDownload(request, reply, 416, 'BAD_REQUEST', message);
  }
  // A file that is copied between machines may be cut short.
  if (result.type !== 'file' || result.metadata.stat.size !== bytes) {
    stream.destroy();
    request.log.error({ file }, 'the file of an export is missing: do all processes share EXPORTS_FOLDER?');
    return refuseDownload(request, reply, 500, 'INTERNAL_SERVER_ERROR', MISSING);
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
