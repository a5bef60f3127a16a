import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FOR_ANYBODY } from '../../src/access/scopes.js';
import { VARIABLES } from '../../src/settings.js';
import { freePort } from '../../test/support/network/freePort.js';
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

/**
 * Starts the built `greyoak serve` over a database, on a port that is free.
 *
 * @param settings further settings; those in the environment of the benchmark are ignored
 */
export async function serve(
  databaseUrl: string,
  settings: Readonly<Record<string, string>>,
): Promise<Served> {
  const others = Object.entries(process.env).filter(([name]) => !VARIABLES.includes(name));
  const port = await freePort();
  const command = fileURLToPath(new URL('../../bin/greyoak.js', import.meta.url));
  const child = spawn(process.execPath, [command, 'serve'], {
    env: {
      ...Object.fromEntries(others),
      NODE_ENV: 'production',
      // The store may hold the sample market, which production refuses otherwise.
      SAMPLE: 'on',
      // What is compared reads the scores of one method.
      METHODS: 'greyoak-1.1',
      ...FOR_ALL,
      ...settings,
      DATABASE_URL: databaseUrl,
      AUTH_KEY: randomBytes(32).toString('base64'),
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = lastOutput(child);
  const ended = once(child, 'exit');
  const isReady = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    await answer?.body?.cancel();
    return answer?.status === 200;
  };
  const end = performance.now() + START_MS;
  while (!(await isReady())) {
    const what =
      child.exitCode !== null || child.signalCode !== null
        ? 'ended by itself'
        : performance.now() > end
          ? `was not ready within ${START_MS / 1000} s`
          : null;
    if (what !== null) {
      await stop(child);
      throw new Error(`greyoak serve ${what}:\n${output()}`);
    }
    await Promise.race([ended, wait(50)]);
  }
  return { child, port, pid: child.pid ?? 0, output };
}
