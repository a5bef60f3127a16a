/**
 * How true the prices of operations are: the CPU time of the server's main thread, and the bytes of the answer, for each
 * point that was charged. Operations are sent one after the other, as new documents, repeated until they are compiled,
 * answered from the cache, and over a socket.
 *
 *   npm --prefix bench run price -- [FOLDER] [--documents 400] [--picture FILE.svg] [--tiny]
 *
 * The CPU time comes from /proc, so that it runs on Linux only.
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { fromCaller, positive } from '../harness/options.js';
import { digits, goal, print, printHead, printTable } from '../harness/report.js';
import { quantile } from '../harness/statistics.js';
import { openStore } from '../harness/store.js';
import { isTiny } from '../harness/tiny.js';
import { stop } from '../processes/childProcess.js';
import { serve } from '../processes/serve.js';
import { withCleanup } from '../processes/withCleanup.js';
import { Client, type Sent } from './client.js';
import { mainThreadCpu } from './mainThreadCpu.js';
import { operations } from './operations.js';
import { pictureOf, type Sample, type Stage } from './picture.js';

const MOST_FACTOR = 5;
/** Until then the server is slower, because its own code is not compiled yet. */
const WARM_UP = isTiny ? 20 : 400;
/** After an answer, until the server has put away what the operation left. */
const SETTLING_MS = 1;
const UNLIMITED = '1000000000';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: 'string', default: isTiny ? '20' : '400' },
    picture: { type: 'string' },
    store: { type: 'string' },
    tiny: { type: 'boolean' },
  },
});
const count = positive('--documents', values.documents);
const [folder] = positionals;

await withCleanup(async (onEnd) => {
  printHead('Prices: CPU time and bytes for each point');
  const store = process.env['DEBUG_STORE']
    ? { url: '', close: async () => undefined }
    : await openStore(folder === undefined ? undefined : fromCaller(folder));
  onEnd(store.close);
  const { child, port, pid } = await serve(process.env['DEBUG_STORE'] ?? store.url, {
    COST_BUCKET: UNLIMITED,
    COST_PER_SECOND: '1',
    COMPONENTS_PER_MINUTE: '0',
    REPRODUCED_PER_MINUTE: '0',
    WHAT_IF_PER_MINUTE: '0',
  });
  onEnd(() => stop(child));
  const client = new Client(port);
  onEnd(async () => client.close());
  await client.open();
  const samples = await measure(client, pid);
  report(samples);
  if (values.picture !== undefined) writeFileSync(fromCaller(values.picture), pictureOf(samples));
});

async function measure(client: Client, pid: number): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const probe = JSON.stringify({ query: '{ method { name } }' });
  const remaining = async () => (await client.post(probe)).remaining;
  await remaining();
  const probed = (await remaining()) - (await remaining());
  for (const { query } of await operations(client, WARM_UP, 1)) {
    for (let k = 0; k < 3; k++) await client.post(JSON.stringify({ query, extensions: { k } }));
    await client.overSocket({ query });
  }
  let left = await remaining();
  const sample = async (stage: Stage, send: () => Promise<Sent>) => {
    const before = mainThreadCpu(pid);
    const sent = await send();
    await wait(SETTLING_MS);
    const cpu = mainThreadCpu(pid) - before;
    const now = Number.isNaN(sent.remaining) ? (await remaining()) + probed : sent.remaining;
    const points = left - now;
    left = Number.isNaN(sent.remaining) ? now - probed : now;
    const isRefused = !sent.text.includes('"data":');
    samples.push({
      stage: isRefused ? 'refused' : sent.isHit ? 'kept' : stage,
      cpu,
      points,
      bytes: Buffer.byteLength(sent.text),
      query: '',
    });
  };
  for (const { query, variables } of await operations(client, count, 2)) {
    const body = (n: number) => JSON.stringify({ query, variables, extensions: { n } });
    await sample('new', () => client.post(body(0)));
    await sample('repeated', () => client.post(body(1)));
    await sample('repeated', () => client.post(body(2)));
    await sample('repeated', () => client.post(body(3)));
    await sample('repeated', () => client.post(body(3)));
    await sample('socket', () => client.overSocket({ query, variables }));
    for (const one of samples.slice(-6)) one.query = query;
  }
  return samples;
}

function report(samples: readonly Sample[]): void {
  const row = (name: string, of: readonly Sample[]): string[] => {
    const cpu = of.map((one) => one.cpu / one.points);
    const bytes = of.map((one) => one.bytes / one.points);
    const at = (values: readonly number[]) =>
      [0.01, 0.5, 0.99].map((share) => digits(quantile(values, share)));
    return [
      name,
      String(of.length),
      ...at(cpu),
      `${digits(quantile(cpu, 0.99) / quantile(cpu, 0.01))} ×`,
      ...at(bytes),
      `${digits(quantile(bytes, 0.99) / quantile(bytes, 0.01))} ×`,
      digits(Math.max(...of.map((one) => one.cpu)) / 1000),
    ];
  };
  const stages = [...new Set(samples.map(({ stage }) => stage))];
  printTable(
    [
      'operations',
      'sent',
      'CPU µs/point p1',
      'p50',
      'p99',
      'p99 ÷ p1',
      'bytes/point p1',
      'p50',
      'p99',
      'p99 ÷ p1',
      'most CPU ms',
    ],
    [
      ...stages.map((stage) =>
        row(
          stage,
          samples.filter((one) => one.stage === stage),
        ),
      ),
      row('all', samples),
    ],
  );
  const cpu = samples.map((one) => one.cpu / one.points);
  const factor = quantile(cpu, 0.99) / quantile(cpu, 0.01);
  print(
    goal(
      `CPU time per point, p99 ÷ p1: ${digits(factor)} ×, at most ${MOST_FACTOR} ×`,
      factor <= MOST_FACTOR,
    ),
  );
  if (process.env['DEBUG_PRICE']) {
    const sorted = [...samples].sort((a, b) => a.cpu / a.points - b.cpu / b.points);
    const n = sorted.length;
    for (const k of [...Array(25).keys(), ...Array.from({ length: 40 }, (_, j) => n - 40 + j)]) {
      const s = sorted[k];
      print(
        `${(s.cpu / s.points).toFixed(1)} µs/pt ${s.stage} cpu ${s.cpu.toFixed(0)} pts ${s.points} bytes ${s.bytes} ${s.query.slice(0, 150).replace(/\s+/g, ' ')}`,
      );
    }
  }
}
