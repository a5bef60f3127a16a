import type { Logger } from 'pino';
import { EXIT } from './exitCodes.js';

/**
 * Logs what Node would print as plain text: its warnings, and an error that nothing has caught, which ends the process.
 *
 * @returns a function that leaves both to Node again
 */
export function logProcess(log: Logger, target: NodeJS.Process = process): () => void {
  const printing = target.listeners('warning');
  const onWarning = ({ name, message }: Error) => log.warn({ warning: name }, message);
  const onUncaught = (error: Error) => {
    log.fatal({ err: error }, 'a defect of greyoak itself, please report it');
    target.exit(EXIT.DEFECT);
  };
  target.removeAllListeners('warning');
  target.on('warning', onWarning).on('uncaughtException', onUncaught);
  return () => {
    target.off('warning', onWarning).off('uncaughtException', onUncaught);
    for (const listener of printing) target.on('warning', listener);
  };
}
