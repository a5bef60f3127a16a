import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Temperature } from './arguments.js';
import { lastOutput, stop } from './childProcess.js';
import type { Contestant } from './contestant.js';

/** Limits are measured elsewhere: here nothing may be refused. */
const WITHOUT_LIMITS = {
  MAX_COST: '1000000000',
  COST_BUCKET: '1000000000',
  COST_PER_SECOND: '1000000000',
  COMPONENTS_PER_MINUTE: '0',
};

const START_MS = 60_000;
const READY = /ready at http:\/\/[^\s/:]+:(\d+)/;

/** `greyoak serve` as it is built. Cold: without its cache of answers; books of days are kept in any case. */
export async function startGreyoak(databaseUrl: string, temperature: Temperature): Promise<Contestant> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../bin/greyoak.js', import.meta.url)), 'serve'],
    {
      env: {
        ...process.env,
        ...WITHOUT_LIMITS,
        ...(temperature === 'cold' && { CACHE_BYTES: '0' }),
        DATABASE_URL: databaseUrl,
        HOST: '127.0.0.1',
        PORT: '0',
        LOG_LEVEL: 'warn',
        NODE_ENV: 'production',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = lastOutput(child);
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`greyoak serve ${what}:\n${output()}`));
    const timer = setTimeout(() => fail(`was not ready within ${START_MS / 1000} s`), START_MS);
    child.once('exit', () => fail('ended by itself'));
    const look = () => {
      const match = READY.exec(output());
      if (match === null) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
  }).catch(async (error: unknown) => {
    await stop(child);
    throw error;
  });
  return { name: 'greyoak', port, pid: child.pid ?? 0, stop: () => stop(child) };
}
