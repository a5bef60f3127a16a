import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { answerNotFound, answerRequestError } from './requestErrors.js';

/** The folder where `vite build` puts the bundle, the same seen from src/http and from dist/http. */
export const PLAYGROUND_FOLDER = fileURLToPath(new URL('../../dist/web/playground', import.meta.url));

const NOT_BUILT =
  'The playground is not built yet: run "npm run build", then start the server again. GraphQL is at /graphql.\n';

const YEAR_MS = 365 * 86_400_000;

/**
 * Allows nothing from outside, and no script but files. The editor makes style elements as it goes, which a nonce or a
 * hash cannot cover; a style that got in could load and send nothing either. Its icons and fonts are data: in its CSS.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface PlaygroundOptions {
  /** The path below which a proxy serves the app; empty for the root. */
  readonly basePath: string;
  /** The folder of the bundle; `PLAYGROUND_FOLDER` where it is left out. */
  readonly folder?: string | undefined;
}

/** Serves `/playground`: the bundled page and its files. `/` leads there. */
export async function servePlayground(
  app: FastifyInstance,
  { basePath, folder = PLAYGROUND_FOLDER }: PlaygroundOptions,
): Promise<void> {
  const leadToPage = async (_request: unknown, reply: FastifyReply) =>
    reply.redirect(`${basePath}/playground`);
  app.get('/', leadToPage);
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      void reply
        .header('content-security-policy', CONTENT_SECURITY_POLICY)
        .header('cross-origin-opener-policy', 'same-origin');
    });

    if (!existsSync(join(folder, 'index.html'))) {
      scope.get('/playground', async (_request, reply) =>
        reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT),
      );
      return;
    }

    // A path that leads out of the folder is answered like any other that is not there.
    scope.setErrorHandler<FastifyError>((error, request, reply) => {
      if ((error.statusCode ?? 500) < 500) answerNotFound(request, reply);
      else answerRequestError(error, request, reply);
    });
    await scope.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/playground/assets/',
      index: false,
      // Names of assets hold a hash of their bytes.
      maxAge: YEAR_MS,
      immutable: true,
    });
    const sendPage = async (_request: unknown, reply: FastifyReply) =>
      reply.header('cache-control', 'no-cache').sendFile('index.html', folder, { cacheControl: false });
    scope.get('/playground', sendPage);
    // The addresses in the page are relative to /playground, whatever path stands before it.
    scope.get('/playground/', leadToPage);
  });
}
