import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LOCAL_USER } from '../access/caller.js';
import { scopesOf } from '../access/roles.js';
import type { Scope } from '../access/scopes.js';
import type { SignedLinks } from '../access/signedLinks.js';
import { REPORT_FORMATS, type ReportFormat } from '../companies/reports/names.js';
import { REPORT_DOWNLOADS, reportFileName } from '../companies/reports/reportLinks.js';
import { findReportFile, type ReportFile } from '../companies/reports/store/findReportFile.js';
import { readReportFile } from '../companies/reports/store/readReportFile.js';
import type { Database } from '../database/database.js';
import type { DatabaseClock } from '../database/databaseClock.js';
import { scopesOfKind } from '../graphql/report/scopesOfKind.js';
import { errorBody } from './errorBody.js';
import type { CallerOptions } from './resolveCaller.js';
import { SAFE_HEADERS } from './safeHeaders.js';
import { findLinked } from './signedLink.js';

export interface ReportDownloadOptions {
  /** @throws GraphQLError OVERLOADED while the store is not open */
  readonly services: () => {
    readonly database: Pick<Database, 'db' | 'query'>;
    readonly clock: DatabaseClock;
    readonly reportLinks: SignedLinks;
  };
  /** While access is closed, the built-in user may do nothing; that does not count where this is left out. */
  readonly accessMode?: CallerOptions['mode'] | undefined;
}

const ROUTE = `${REPORT_DOWNLOADS}:id/:format`;
const ID = /^[1-9]\d{0,8}$/;

const NOT_OURS =
  'Expected a link as Report.downloads has it, got one without our signature: take the url from the report again.';
const GONE =
  'Expected a link that still works, to a report that its owner may still read, got one that has ended: take the url from ' +
  'the report again.';

/**
 * Serves the files of reports to callers that have a link with our signature, while the owner is active, has the report, and
 * could make the same one. GET and HEAD are answered.
 */
export function serveReports(app: FastifyInstance, { services, accessMode }: ReportDownloadOptions): void {
  const mayAsk = (owner: number): boolean => owner !== LOCAL_USER || accessMode?.() !== 'closed';
  app.get<{ Params: { id: string; format: string } }>(ROUTE, async (request, reply) => {
    const file = await findLinked(request, reply, {
      link: linkIn(request.params),
      links: () => services().reportLinks,
      find: async (link, expires) => {
        const { database, clock } = services();
        const file = await findReportFile(database.db, clock, { ...link, expires });
        return file && { ...file, ...link, isOpen: isOpen(file) && mayAsk(file.owner.id) };
      },
      notOurs: NOT_OURS,
      gone: GONE,
    });
    return file === null ? reply : sendFile(request, reply, services().database, file);
  });
  // Without it, a route with a parameter would be missing by another method.
  app.route({ method: ['POST', 'PUT', 'PATCH', 'DELETE'], url: ROUTE, handler: refuseMethod });
}

interface Link {
  readonly id: number;
  readonly format: ReportFormat;
}

function linkIn(params: { readonly id: string; readonly format: string }) {
  const format = REPORT_FORMATS.find((one) => one === params.format);
  if (format === undefined || !ID.test(params.id)) return null;
  const id = Number(params.id);
  return { id, format, name: reportFileName(id, format) };
}

function isOpen({ kind, owner, isInTime }: ReportFile): boolean {
  const held = scopesOf(owner.role);
  const needed: readonly Scope[] = ['REPORTS_WRITE', ...scopesOfKind(kind)];
  return isInTime && owner.isActive && needed.every((scope) => held.includes(scope));
}

function sendFile(
  { method }: FastifyRequest,
  reply: FastifyReply,
  database: Pick<Database, 'query'>,
  { id, format, savedAs, contentType, bytes, hash }: ReportFile & Link,
): FastifyReply {
  return reply
    .headers({
      'content-type': contentType,
      'content-length': bytes,
      'content-disposition': `attachment; filename="${savedAs}"`,
      'cache-control': 'private, no-store',
      'content-security-policy': `${SAFE_HEADERS['content-security-policy']}; sandbox`,
      etag: `"${hash}"`,
    })
    .send(Readable.from(method === 'HEAD' ? [] : readReportFile(database, id, format, bytes)));
}

function refuseMethod({ id, method }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `Expected one of GET, HEAD at ${ROUTE}, got ${method}: use another method.`;
  return reply
    .code(405)
    .header('allow', 'GET, HEAD')
    .send(errorBody('BAD_REQUEST', message, id));
}
