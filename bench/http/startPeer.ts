import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { lastOutput, stop } from './childProcess.js';
import type { Contestant } from './contestant.js';
import type { PeerName } from './peerNames.js';
import type { Listening } from './peers/listening.js';

export interface StartedPeer extends Contestant {
  readonly child: ChildProcess;
}

const START_MS = 60_000;
/** Where tsconfig.json is, of which decorators need to know. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Forks a TypeScript file of this folder. */
export const forkHere = (file: string, env: Readonly<Record<string, string>> = {}): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production', ...env },
    execArgv: ['--import', import.meta.resolve('@oxc-node/core/register')],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

export async function startPeer(name: PeerName, databaseUrl: string): Promise<StartedPeer> {
  const child = forkHere(`./peers/${name}.ts`, { DATABASE_URL: databaseUrl });
  const output = lastOutput(child);
  const { port } = await new Promise<Listening>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`${name} ${what}:\n${output()}`));
    const timer = setTimeout(() => fail(`did not listen within ${START_MS / 1000} s`), START_MS);
    child.once('exit', () => fail('ended by itself'));
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve(message as Listening);
    });
  }).catch(async (error: unknown) => {
    await stop(child);
    throw error;
  });
  return { name, port, pid: child.pid ?? 0, child, stop: () => stop(child) };
}
