/**
 * The server stops, starts or recovers (57P03: cannot_connect_now); the connection is gone; a host name is not known or a
 * network is not up yet; or two transactions conflicted.
 */
const CODES: ReadonlySet<unknown> = new Set([
  '57P01',
  '57P02',
  '57P03',
  '40001',
  '40P01',
  '08000',
  '08003',
  '08006',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
/** Messages of errors to which pg gives no code. */
const MESSAGES =
  /Connection terminated|terminating connection|not queryable|Connection ended|connection error|timeout expired/i;

/** Whether an error is temporary, so that the same work may succeed on another attempt. */
export function isPassing(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return CODES.has(code) || (code === undefined && MESSAGES.test(message));
}
