import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { FOR_ANYBODY } from '../../src/access/scopes.js';
import { VARIABLES } from '../../src/settings.js';
import { lastOutput, stop } from './childProcess.js';

export interface Served {
  readonly child: ChildProcess;
  readonly port: number;
  readonly pid: number;
  /** Returns what it wrote last. */
  readonly output: () => string;
}

/** In production, access is never open. Callers without credentials may read everything, as often as they like. */
const FOR_ALL = {
  ACCESS: 'closed',
  AUTH_KEY: randomBytes(32).toString('base64'),
  ANONYMOUS_SCOPES: [...FOR_ANYBODY].join(','),
  OPERATIONS_PER_MINUTE_ANONYMOUS: '0',
  OPERATIONS_PER_MINUTE: '0',
};

const START_MS = 60_000;
const READY = /ready at http:\/\/[^\s/:]+:(\d+)/;

/**
 * Starts the built `greyoak serve` over a database, on a port that the system chooses.
 *
 * @param settings further settings; those in the environment of the benchmark are ignored
 */
export async function serve(
  databaseUrl: string,
  settings: Readonly<Record<string, string>>,
): Promise<Served> {
  const others = Object.entries(process.env).filter(([name]) => !VARIABLES.includes(name));
  const command = fileURLToPath(new URL('../../bin/greyoak.js', import.meta.url));
  const child = spawn(process.execPath, [command, 'serve'], {
    env: {
      ...Object.fromEntries(others),
      NODE_ENV: 'production',
      ...FOR_ALL,
      ...settings,
      DATABASE_URL: databaseUrl,
      AUTH_KEY: randomBytes(32).toString('base64'),
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = lastOutput(child);
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`greyoak serve ${what}:\n${output()}`));
    const timer = setTimeout(() => fail(`was not ready within ${START_MS / 1000} s`), START_MS);
    child.once('exit', () => fail('ended by itself'));
    const look = () => {
      const match = READY.exec(output());
      if (match === null) return;
      clearTimeout(timer);
      child.stdout.off('data', look);
      child.stderr.off('data', look);
      resolve(Number(match[1]));
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
  }).catch(async (error: unknown) => {
    await stop(child);
    throw error;
  });
  return { child, port, pid: child.pid ?? 0, output };
}
