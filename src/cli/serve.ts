import { constants } from 'node:os';
import { Command } from 'commander';
import { startService, type Service } from '../main.js';
import { printable } from '../printable.js';
import { readSettings } from '../settings.js';
import { EXIT } from './exitCodes.js';
import { stopSignals } from './stopSignals.js';
import type { Terminal } from './terminal.js';

const FIRST_QUERY = `{ stocks(mode: INVESTOR, first: 3) { nodes { ticker name score(mode: INVESTOR) { value band } } } }`;

/** `greyoak serve` */
export function serveCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  return new Command('serve')
    .description('serve the store over GraphQL; settings come from the environment (.env.example)')
    .action(async () => {
      let service: Service | undefined;
      // We listen for signals before we start anything, because one may come as soon as the port answers.
      const signals = stopSignals((signal) => {
        service?.log.warn({ signal }, 'a second signal: ending at once');
        process.exit(FIRST_SIGNAL_CODE + constants.signals[signal]);
      });
      try {
        service = await startService(readSettings(terminal.env));
        await serveUntilStopped(service, signals.first, terminal, setExitCode);
      } finally {
        signals.off();
      }
    });
}

/** The exit code of a process that a signal ends is this one and the number of the signal. */
const FIRST_SIGNAL_CODE = 128;

/** @param stopped resolves with the cause when the service is to stop */
async function serveUntilStopped(
  service: Service,
  stopped: Promise<string>,
  terminal: Terminal,
  setExitCode: (code: number) => void,
): Promise<void> {
  const failed = service.ready.then(
    async () => {
      terminal.err(banner(service));
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
  await service.stop('the embedded PostgreSQL ended by itself');
  terminal.err(
    `greyoak: the embedded PostgreSQL ended by itself; its last output:\n${printable(cause.output)}\n`,
  );
  setExitCode(EXIT.FAILED);
}

function banner({ url }: Service): string {
  return (
    `GreyOak is ready at ${url}\n` +
    `  ${url}/playground  explains the schema and runs queries\n\nA first query:\n\n` +
    `  curl ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: FIRST_QUERY })}'\n\n`
  );
}
