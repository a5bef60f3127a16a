import { Logger } from 'graphile-worker';

/** Where what the queue does is logged; one of pino does. */
export interface QueueLog {
  readonly debug: (fields: object, message: string) => void;
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** What graphile-worker says, in our log: its info is a line for each job, which the runs tell already. */
export function workerLogger(log: QueueLog): Logger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const;
  return new Logger(
    () =>
      (level, message, { error } = {}) =>
        log[levels[level]]({ ...(error !== undefined && { err: error }) }, `queue: ${message}`),
  );
}
