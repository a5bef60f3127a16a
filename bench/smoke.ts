/**
 * Runs each benchmark once on very little, so that a change that breaks one is noticed. The figures mean nothing.
 *
 *   npm run bench:smoke
 *
 * Exits with 1 if a benchmark fails or prints no ratio.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { print } from './harness/report.js';

const BENCHES = [
  'features.ts',
  'day.ts',
  'growth.ts',
  'components.ts',
  'history.ts',
  'export.ts',
  'http/main.ts',
  'screen/main.ts',
  'access.ts',
  'hostile/main.ts',
  'hostile/mixed.ts',
  'hostile/writes.ts',
  'hostile/live.ts',
  'price/main.ts',
  'live/main.ts',
];
/** Most of the time goes into the sample market, which a busy machine may take two minutes to import and score. */
const TIMEOUT_MS = 300_000;
const RATIO = /\d ×/;

for (const bench of BENCHES) {
  const start = performance.now();
  const failure = await failureOf(bench);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(`${failure === null ? 'ok  ' : 'FAIL'} ${bench}, ${seconds} s`);
  if (failure === null) continue;
  process.exitCode = 1;
  print(failure);
}

/** Returns why a benchmark failed, with its output; null if it did not. */
async function failureOf(bench: string): Promise<string | null> {
  const child = spawn(
    process.execPath,
    ['--import', '@oxc-node/core/register', fileURLToPath(new URL(bench, import.meta.url)), '--tiny'],
    {
      cwd: fileURLToPath(new URL('.//', import.meta.url)),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
    },
  );
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...ended) => resolve(ended)),
  );
  if (code !== 0) return `It ended with ${code ?? signal}:\n${output}`;
  return RATIO.test(output) ? null : `Expected a ratio, got none:\n${output}`;
}
