import { afterEach, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { appWith, closeApps, logOf, SECRET } from '../support/http/app.js';

afterEach(closeApps);

describe('/health', () => {
  test('is live, and ready', async () => {
    const app = await appWith();
    const live = await app.inject('/health/live');
    expect([live.statusCode, live.json()]).toEqual([200, { status: 'live' }]);
    const ready = await app.inject('/health/ready');
    expect([ready.statusCode, ready.json()]).toEqual([200, { status: 'ready' }]);
    expect(ready.headers['cache-control']).toBe('no-store');
  });

  test('is ready while scores are behind, and says since when, as docs/observing.md shows', async () => {
    const [, shown] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/observing.md', 'utf8')) ?? [];
    const expected = JSON.parse(shown) as { scoresBehindSince: string; reason: string };
    const { scoresBehindSince: since, reason } = expected;
    const app = await appWith({
      isReady: async () => ({ ready: true, behind: { since: new Date(since), reason } }),
    });
    const ready = await app.inject('/health/ready');
    expect([ready.statusCode, ready.json()]).toEqual([200, expected]);
  });

  test('is live but not ready, and says why', async () => {
    const app = await appWith({ isReady: async () => ({ ready: false, reason: 'no day is scored yet' }) });
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toEqual({ status: 'not ready', reason: 'no day is scored yet' });
  });

  test('is not ready where the check itself fails, and logs why', async () => {
    const log = logOf();
    const app = await appWith({
      logger: { level: 'info', stream: log.stream },
      isReady: async () => {
        throw new Error(SECRET);
      },
    });
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toEqual({
      status: 'not ready',
      reason: 'the check for readiness failed; the log says why',
    });
    expect(log.lines()).toContainEqual(
      expect.objectContaining({ level: 'error', err: expect.objectContaining({ message: SECRET }) }),
    );
  });
});
