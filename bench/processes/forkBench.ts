import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of tsconfig.json, which says how decorators are compiled. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Starts a TypeScript file of bench/, named from there, as a process of its own. */
export const forkBench = (file: string, env: Readonly<Record<string, string>> = {}): ChildProcess =>
  fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production', ...env },
    execArgv: ['--import', import.meta.resolve('@oxc-node/core/register')],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
