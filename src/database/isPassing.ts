/**
 * A server that ends, starts, recovers or was ended (57P03: cannot_connect_now); a connection that is gone; a name that
 * is not known yet, a network that is not up; transactions that got in each other's way.
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
/** What pg says without a code. */
const MESSAGES =
  /Connection terminated|terminating connection|not queryable|Connection ended|connection error|timeout expired/i;

/** Whether a failure is one of the moment, after which the same work is worth another attempt. */
export function isPassing(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return CODES.has(code) || (code === undefined && MESSAGES.test(message));
}
