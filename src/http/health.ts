import type { FastifyInstance } from 'fastify';

/** The addresses of probes, which are answered to everybody. */
export const HEALTH: ReadonlySet<string | undefined> = new Set(['/health/live', '/health/ready']);

/** The addresses of what operators and their programs read. */
export const OPERATORS: ReadonlySet<string | undefined> = new Set(['/health', '/metrics']);

export type Readiness =
  | {
      readonly ready: true;
      /** Since when the scores of the newest session lack facts, and what becomes of them; left out where they lack none. */
      readonly behind?: { readonly since: Date; readonly reason: string };
    }
  | { readonly ready: false; readonly reason: string };

/**
 * Serves `/health/live`, which says that the process answers, and `/health/ready`: 200, with since when scores are behind, or
 * 503 with the reason.
 */
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
    if (readiness.ready) {
      const { behind } = readiness;
      return { status: 'ready', ...(behind && { scoresBehindSince: behind.since, reason: behind.reason }) };
    }
    void reply.code(503);
    return { status: 'not ready', reason: readiness.reason };
  });
}
