import type { FastifyInstance } from 'fastify';

/** The addresses of probes, which are answered to everybody. */
export const HEALTH: ReadonlySet<string | undefined> = new Set(['/health/live', '/health/ready']);

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** Serves `/health/live`, which says that the process answers, and `/health/ready`: 200 or 503 with the reason. */
export function serveHealth(app: FastifyInstance, isReady: () => Promise<Readiness>): void {
  app.get('/health/live', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    return { status: 'live' };
  });

  app.get('/health/ready', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const readiness = await isReady().catch((error: unknown): Readiness => {
      request.log.error({ err: error }, 'the check for readiness failed');
      return { ready: false, reason: 'the check for readiness failed; the log says why' };
    });
    if (readiness.ready) return { status: 'ready' };
    void reply.code(503);
    return { status: 'not ready', reason: readiness.reason };
  });
}
