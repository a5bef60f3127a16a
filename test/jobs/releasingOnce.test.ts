import { expect, test } from '@jest/globals';
import type pg from 'pg';
import { releasingOnce } from '../../src/jobs/releasingOnce.js';

/** A pool that throws, as pg-pool does, where a connection is released twice. */
class FakePool {
  readonly released: unknown[] = [];
  readonly client = {};

  connect(callback?: (error: null, client: object, release: (broken?: unknown) => void) => void): unknown {
    if (callback === undefined) return Promise.resolve(this.client);
    callback(null, this.client, (broken) => {
      if (this.released.length > 0)
        throw new Error('Release called on client which has already been released');
      this.released.push(broken);
    });
    return undefined;
  }

  size(): number {
    return this.released.length;
  }
}

test('takes the first release of a connection, and no other', async () => {
  const fake = new FakePool();
  const pool = releasingOnce(fake as unknown as pg.Pool);
  const release = await new Promise<(broken?: boolean) => void>((resolve) =>
    pool.connect((error, client, done) => {
      expect([error, client]).toEqual([null, fake.client]);
      resolve(done as (broken?: boolean) => void);
    }),
  );
  release(true);
  release();
  expect(fake.released).toEqual([true]);
  expect(await pool.connect()).toBe(fake.client);
  expect((pool as unknown as FakePool).size()).toBe(1);
});
