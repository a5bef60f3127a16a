/**
 * How true the prices of operations are: the CPU time of the server's main thread, and the bytes of the answer, for each
 * cost unit that was charged. Operations are sent one after the other, as new documents, repeated until they are compiled,
 * answered from the cache, and over a socket.
 *
 *   npm --prefix bench run price -- [FOLDER] [--documents 400] [--picture FILE.svg] [--tiny]
 *
 * The CPU time comes from /proc, so that it runs on Linux only.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fromCaller, positive } from '../harness/options.js';
import { digits, goal, print, printHead, printTable } from '../harness/report.js';
import { median, quantile } from '../harness/statistics.js';
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
const WARM_UP = isTiny ? 20 : 600;
/** As many of a kind are sent one after the other as this time allows, because the first after a pause finds cold caches. */
const ROW_MS = 30;
const MOST_IN_A_ROW = isTiny ? 1 : 12;
/** The median counts, because another process may have the core, or garbage is collected. */
const ROUNDS = isTiny ? 1 : 3;
const UNLIMITED = '1000000000';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: 'string', default: isTiny ? '20' : '400' },
    picture: { type: 'string' },
    tiny: { type: 'boolean' },
  },
});
const count = positive('--documents', values.documents);
const [folder] = positionals;

await withCleanup(async (onEnd) => {
  printHead('Prices: CPU time and bytes for each cost unit');
  const store = await openStore(folder === undefined ? undefined : fromCaller(folder));
  onEnd(store.close);
  const { child, port, pid } = await serve(store.url, {
    COST_BUCKET: UNLIMITED,
    COST_PER_SECOND: '1',
    COMPONENTS_PER_MINUTE: '0',
    REPRODUCED_PER_MINUTE: '0',
    WHAT_IF_PER_MINUTE: '0',
    MESSAGES_PER_SECOND: '10000',
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
  const measured = async (
    stage: Stage,
    most: number,
    send: (k: number) => Promise<Sent>,
  ): Promise<Sample & { readonly times: number }> => {
    const before = await mainThreadCpu(pid);
    const start = performance.now();
    let sent = await send(0);
    let times = 1;
    while (times < most && (stage !== 'new' || performance.now() - start < ROW_MS))
      sent = await send(times++);
    const cpu = (await mainThreadCpu(pid)) - before;
    const isOverHttp = !Number.isNaN(sent.remaining);
    const after = isOverHttp ? sent.remaining : await remaining();
    const points = left - after - (isOverHttp ? 0 : probed);
    left = after;
    const isRefused = !sent.text.includes('"data":');
    return {
      stage: isRefused ? 'refused' : sent.isHit ? 'kept' : stage,
      cpu: cpu / times,
      points: points / times,
      bytes: Buffer.byteLength(sent.text),
      times,
    };
  };
  for (const { query, variables } of await operations(client, count, 2)) {
    const rounds: (readonly Sample[])[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // A comment makes it another document.
      const text = (k: number) => `${query}\n# ${round}, ${k}`;
      const post = (n: number) => (k: number) =>
        client.post(JSON.stringify({ query: text(k), variables, extensions: { n } }));
      const first = await measured('new', MOST_IN_A_ROW, post(0));
      const again = (n: number) => measured('repeated', first.times, post(n));
      rounds.push([
        first,
        await again(1),
        // It is compiled now.
        await again(2),
        await again(3),
        await again(3),
        await measured('socket', first.times, (k) => client.overSocket({ query: text(k), variables })),
      ]);
    }
    for (const [k, sample] of rounds[0].entries()) {
      const of = (number: 'cpu' | 'points') => median(rounds.map((round) => round[k][number]));
      samples.push({ ...sample, cpu: of('cpu'), points: of('points') });
    }
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
      'CPU µs/unit p1',
      'p50',
      'p99',
      'p99 ÷ p1',
      'bytes/unit p1',
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
    goal(`CPU time per unit, p99 ÷ p1: ${digits(factor)} ×, at most ${MOST_FACTOR} ×`, factor <= MOST_FACTOR),
  );
}
