import { once } from 'node:events';
import { Command } from 'commander';
import type { Service } from '../main.js';
import { printable } from '../printable.js';
import { readSettings } from '../settings.js';
import { EXIT } from './exitCodes.js';
import type { Terminal } from './terminal.js';

const FIRST_QUERY = `{ stocks(mode: INVESTOR, first: 3) { nodes { ticker name score(mode: INVESTOR) { value band } } } }`;

/** `greyoak serve` */
export function serveCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  return new Command('serve')
    .description('serve the store over GraphQL; settings come from the environment (.env.example)')
    .action(async () => {
      // We listen for signals before we start anything, because one may come as soon as the port answers.
      const stopped = stopSignal();
      // The other commands start in half of the time without the service.
      const { startService } = await import('../main.js');
      const service = await startService(readSettings(terminal.env));
      const failed = service.ready.then(
        () => {
          terminal.err(banner(service));
          return service.ended;
        },
        (error: Error) => error,
      );
      const cause = await Promise.race([stopped, failed]);
      await service.stop();
      if (cause instanceof Error) throw cause;
      if (cause !== STOPPED) {
        terminal.err(
          `greyoak: the embedded PostgreSQL ended by itself; its last output:\n${printable(cause)}\n`,
        );
        setExitCode(EXIT.FAILED);
      }
    });
}

const STOPPED = Symbol('stopped');

async function stopSignal(): Promise<typeof STOPPED> {
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  return STOPPED;
}

function banner({ url }: Service): string {
  return (
    `GreyOak is ready at ${url}\n` +
    `  ${url}/playground  explains the schema and runs queries\n\nA first query:\n\n` +
    `  curl ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: FIRST_QUERY })}'\n\n`
  );
}
