/**
 * The server stops, starts or recovers (57P03: cannot_connect_now), or ended a connection that was idle; it has no memory
 * or no connection left (53300: too_many_connections); a lock was not free in time; or two transactions conflicted.
 * Class 08 is a lost connection.
 */
const SQL_STATES: ReadonlySet<unknown> = new Set([
  '25P03',
  '40001',
  '40P01',
  '53200',
  '53300',
  '53400',
  '55P03',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
]);
const LOST_CONNECTION = /^08[0-9A-Z]{3}$/;
/** The connection is gone, a host name is not known, or a network is not up yet. */
const SYSTEM_CODES: ReadonlySet<unknown> = new Set([
  'EAGAIN',
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_WRITE_AFTER_END',
  'ETIMEDOUT',
]);
/** Messages of errors to which pg gives no code. */
const MESSAGES =
  /Connection terminated|terminating connection|not queryable|Connection ended|connection error|timeout expired|timeout exceeded when trying to connect|Query read timeout|after calling end on the pool/i;

/** Whether an error is temporary, so that the same work may succeed on another attempt. */
export function isPassing(error: unknown): boolean {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return MESSAGES.test(message);
  // The socket of a server that is not up is missing; a file that is missing stays so.
  if (code === 'ENOENT') return syscall === 'connect';
  return SQL_STATES.has(code) || SYSTEM_CODES.has(code) || LOST_CONNECTION.test(code);
}
