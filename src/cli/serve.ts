import { Command } from 'commander';
import type { Logger } from 'pino';
import { saysDiskFull } from '../database/diskFault.js';
import type { Service } from '../main.js';
import { printable } from '../printable.js';
import { readServiceSettings } from '../serviceSettings.js';
import { misspeltIn, type Settings } from '../settings.js';
import { UserError } from '../userError.js';
import { banner } from './banner.js';
import { failureOf } from './failureOf.js';
import { logProcess } from './logProcess.js';
import { serveLog } from './serveLog.js';
import { exitCodeOf } from './signals.js';
import { stopSignals } from './stopSignals.js';
import type { Terminal } from './terminal.js';

/** `greyoak serve` */
export function serveCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  return new Command('serve')
    .description('serve the store over GraphQL; settings come from the environment (.env.example)')
    .action(async () => {
      const { log, destination } = serveLog(terminal);
      const endLogging = logProcess(log);
      // We listen for signals before we start anything, because one may come as soon as the port answers.
      const signals = stopSignals((signal) => {
        log.warn({ signal }, 'a second signal: ending at once');
        process.exit(exitCodeOf(signal));
      });
      try {
        const settings = readServiceSettings(terminal.env);
        warnOfMisspelt(terminal, log);
        // The other commands start in half of the time without the service.
        const { startService } = await import('../main.js');
        const service = await startService(settings, destination);
        await serveUntilStopped(service, signals.first, settings, terminal);
      } catch (error) {
        // Programs read the log, people the terminal.
        if (terminal.errIsTty) throw error;
        const { code, message } = failureOf(error);
        log.fatal(message);
        setExitCode(code);
      } finally {
        signals.off();
        endLogging();
      }
    });
}

/**
 * @param stopped resolves with the cause when the service is to stop
 * @throws UserError if the start failed, or the embedded database ended by itself
 */
async function serveUntilStopped(
  service: Service,
  stopped: Promise<string>,
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  const failed = service.ready.then(
    async () => {
      if (terminal.outIsTty) terminal.out(`\n${banner(service, settings)}`);
      else if (terminal.errIsTty) terminal.err(banner(service, settings));
      return { output: await service.ended };
    },
    (error: Error) => error,
  );
  const cause = await Promise.race([stopped, failed]);
  if (typeof cause === 'string') return service.stop(cause);
  if (cause instanceof Error) {
    await service.stop('the start failed');
    throw cause;
  }
  const full = saysDiskFull(cause.output) ? ' because its disk is full: free space, and start it again' : '';
  await service.stop(`the embedded PostgreSQL ended by itself${full}`);
  throw new UserError(
    `the embedded PostgreSQL ended by itself${full}; its last output:\n${printable(cause.output.trimEnd())}`,
  );
}

function warnOfMisspelt({ env }: Terminal, log: Logger): void {
  for (const { given, meant } of misspeltIn(env)) {
    log.warn({ given, meant }, `${given} is not read: write ${meant} if you mean this setting`);
  }
}
