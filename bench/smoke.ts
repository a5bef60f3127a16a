/**
 * Runs each benchmark once on very little, so that a change that breaks one is noticed. The figures mean nothing.
 *
 *   npm run bench:smoke
 *
 * Exits with 1 if a benchmark fails or prints no ratio.
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { print } from './harness/report.js';
import { fillSample, makeTemporary } from './harness/store.js';

const BENCHES = [
  'features.ts',
  'day.ts',
  'risk.ts',
  'validation.ts',
  'rebalance.ts',
  'growth.ts',
  'components.ts',
  'history.ts',
  'methods.ts',
  'export.ts',
  'sources.ts',
  'http/main.ts',
  'screen/main.ts',
  'alerts.ts',
  'alertsLive.ts',
  'documentSearch.ts',
  'access.ts',
  'hostile/main.ts',
  'hostile/mixed.ts',
  'hostile/writes.ts',
  'hostile/live.ts',
  'price/main.ts',
  'live/main.ts',
];
/** How many run at a time: they wait for each other's processes more than they compute. */
const AT_A_TIME = 2;
const TIMEOUT_MS = 300_000;
const RATIO = /\d ×/;

const folder = await makeTemporary();
try {
  const sample = join(folder, 'sample');
  await fillSample(sample);
  const left = [...BENCHES];
  const runInTurn = async (): Promise<void> => {
    for (let bench = left.shift(); bench !== undefined; bench = left.shift()) await run(bench, sample);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, runInTurn));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function run(bench: string, sample: string): Promise<void> {
  const start = performance.now();
  const failure = await failureOf(bench, sample);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(`${failure === null ? 'ok  ' : 'FAIL'} ${bench}, ${seconds} s`);
  if (failure === null) return;
  process.exitCode = 1;
  print(failure);
}

/**
 * Returns why a benchmark failed, with its output; null if it did not.
 *
 * @param sample the home with the sample market, so that it is imported and scored only once
 */
async function failureOf(bench: string, sample: string): Promise<string | null> {
  const child = spawn(
    process.execPath,
    ['--import', '@oxc-node/core/register', fileURLToPath(new URL(bench, import.meta.url)), '--tiny'],
    {
      cwd: fileURLToPath(new URL('.//', import.meta.url)),
      env: { ...process.env, GREYOAK_BENCH_SAMPLE: sample },
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
