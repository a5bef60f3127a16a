import { pino, type DestinationStream, type Logger } from 'pino';
import { lineOptions } from '../http/logging.js';
import { parseSettings } from '../settings.js';
import { humanLog } from './humanLog.js';
import type { Terminal } from './terminal.js';

/** The log of `greyoak serve`. */
export interface ServeLog {
  /** Takes what the command itself has to say. */
  readonly log: Logger;
  /** Where the service writes its lines; undefined: to standard output. */
  readonly destination: DestinationStream | undefined;
}

/** Makes the log: lines for people on a terminal, and JSON lines elsewhere, where programs read them. */
export function serveLog(terminal: Terminal): ServeLog {
  const { settings, faults } = parseSettings(terminal.env);
  // A faulty level must not hide the message that says so.
  const level = faults.some(({ variable }) => variable === 'LOG_LEVEL') ? 'info' : settings.logLevel;
  const destination = terminal.outIsTty ? humanLog(terminal) : undefined;
  const options = lineOptions(level);
  return { log: destination === undefined ? pino(options) : pino(options, destination), destination };
}
