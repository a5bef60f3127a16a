import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The folder where `vite build` puts the bundle, the same seen from src/http and from dist/http. */
export const PLAYGROUND_FOLDER = fileURLToPath(new URL('../../dist/web/playground', import.meta.url));

const NOT_BUILT =
  'The playground is not built yet: run "npm run build", then start the server again. GraphQL is at /graphql.\n';

/** Allows nothing from outside. The editor writes style attributes, and its icons and fonts are data: in its CSS. */
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

/** Serves `/playground`: the bundled page and its files. */
export async function servePlayground(app: FastifyInstance, folder = PLAYGROUND_FOLDER): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      void reply
        .header('content-security-policy', CONTENT_SECURITY_POLICY)
        .header('referrer-policy', 'no-referrer');
    });

    if (!existsSync(join(folder, 'index.html'))) {
      scope.get('/playground', async (_request, reply) =>
        reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT),
      );
      return;
    }

    const assets = join(folder, 'assets');
    await scope.register(fastifyStatic, {
      root: folder,
      prefix: '/playground/',
      cacheControl: false,
      setHeaders: (response, path) => {
        // Names of assets hold a hash of their bytes.
        const mayKeep = path.startsWith(assets);
        response.setHeader('cache-control', mayKeep ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    scope.get('/playground', async (_request, reply) => reply.sendFile('index.html'));
  });
}
