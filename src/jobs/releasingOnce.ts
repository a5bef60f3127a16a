import type pg from 'pg';

type Connected = Parameters<pg.Pool['connect']>[0];

/**
 * Returns a pool whose connections may be released twice. graphile-worker does so where it loses the connection on which it
 * has just begun to listen while its workers end; pg-pool throws then, which would end the process.
 */
export function releasingOnce(pool: pg.Pool): pg.Pool {
  const connect = (callback?: Connected): unknown => {
    if (callback === undefined) return pool.connect();
    pool.connect((error, client, release) => {
      let isReleased = false;
      callback(error, client, (broken) => {
        if (isReleased) return;
        isReleased = true;
        release(broken);
      });
    });
    return undefined;
  };
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return connect;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
