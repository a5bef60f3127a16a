/** Removes the time at which a scheduled job was due, which graphile-worker adds to the payload. */
export function withoutCron(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('_cron' in given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== '_cron'));
}
