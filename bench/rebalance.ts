/**
 * Rebalances of 100 positions: time and nodes of each mode with and without binding cash, growth with the number of
 * positions, 100 portfolios in worker threads, and HiGHS on the same problems: its relaxation rounded, and its mixed-integer
 * program. That answers are right is the business of test/portfolios/optimiser.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import loadHighs from 'highs';
import { REBALANCE_MODES, type RebalanceMode } from '../src/portfolios/names.js';
import type { RebalanceProblem } from '../src/portfolios/optimiser/problem.js';
import { rebalance } from '../src/portfolios/optimiser/rebalance.js';
import { Solver } from '../src/portfolios/solver/solver.js';
import { largeProblem, randomNumbers } from '../test/support/portfolios/largeProblem.js';
import { solveWithHighs } from './relaxed.js';
import { digits, goal, printHead, printTable, ratio } from './harness/report.js';
import { median, quantile } from './harness/statistics.js';
import { isTiny } from './harness/tiny.js';

const POSITIONS = isTiny ? 10 : 100;
const PROBLEMS = isTiny ? 3 : 100;
const SIZES = isTiny ? [5, 10] : [10, 20, 50, 100];
const WITH_HIGHS = isTiny ? 1 : 20;
const GOALS = { p95: 20, growth: 20, hundred: 2_000, delay: 100 };

/** Returns problems of values from ₹5 lakh to ₹10 crore; of all but the free ones, more cash is wanted than would be left. */
function problemsOf(
  positions: number,
  mode: RebalanceMode,
  isShort: boolean,
  count = PROBLEMS,
): RebalanceProblem[] {
  const found: RebalanceProblem[] = [];
  for (let seed = 1; found.length < count; seed++) {
    const random = randomNumbers(seed);
    const value = [500_000, 5_000_000, 20_000_000, 100_000_000][seed % 4];
    // Half of the positions stand outside their bands.
    const drift = mode === 'TO_TARGET' && seed % 8 < 4 ? null : 0.5;
    const problem = largeProblem(random, { positions, value, drift, mode });
    const { cashAfter } = rebalance(problem);
    if (cashAfter === null) continue;
    if (!isShort) {
      found.push({ ...problem, cashFloor: cashAfter < 0n ? 0n : cashAfter });
      continue;
    }
    const short = { ...problem, cashFloor: cashAfter + BigInt(Math.floor(value * 10 ** (4 - 6 * random()))) };
    if (short.cashFloor >= 0n && rebalance(short).nodes > 0) found.push(short);
  }
  return found;
}

interface Times {
  readonly ms: number[];
  /** Milliseconds of the processor: other work on the machine does not count. */
  readonly cpu: number[];
  readonly nodes: number[];
}

/** Times each problem, after a first round in which the code is compiled. */
function timesOf(problems: readonly RebalanceProblem[]): Times {
  for (const problem of problems) rebalance(problem);
  const times: Times = { ms: [], cpu: [], nodes: [] };
  for (const problem of problems) {
    const used = process.cpuUsage();
    const start = performance.now();
    times.nodes.push(rebalance(problem).nodes);
    times.ms.push(performance.now() - start);
    const { system, user } = process.cpuUsage(used);
    times.cpu.push((system + user) / 1000);
  }
  return times;
}

printHead(`Rebalances: ${PROBLEMS} problems of ${POSITIONS} positions each`);
printTable(
  ['mode, cash', 'p50, ms', 'p95, ms', 'processor, p95, ms', 'nodes, p50', 'p95', 'most', 'goal'],
  REBALANCE_MODES.flatMap((mode) =>
    [false, true].map((isShort) => {
      const { cpu, ms, nodes } = timesOf(problemsOf(POSITIONS, mode, isShort));
      const p95 = quantile(ms, 0.95);
      return [
        `${mode}, ${isShort ? 'short' : 'enough'}`,
        digits(median(ms)),
        digits(p95),
        digits(quantile(cpu, 0.95)),
        digits(median(nodes)),
        digits(quantile(nodes, 0.95)),
        digits(Math.max(...nodes)),
        goal(`≤ ${GOALS.p95} ms`, p95 <= GOALS.p95),
      ];
    }),
  ),
);

const sizes = SIZES.map((positions) => {
  const { cpu, ms } = timesOf(problemsOf(positions, 'TO_TARGET', true));
  return { positions, median: median(cpu), wall: median(ms), p95: quantile(ms, 0.95) };
});
const [smallest] = sizes;
printTable(
  [
    'positions, cash short',
    'p50, ms',
    'p95, ms',
    'processor, p50, ms',
    `against ${smallest.positions}`,
    'goal',
  ],
  sizes.map((size) => {
    const times = size.median / smallest.median;
    const isLast = size === sizes.at(-1);
    return [
      digits(size.positions),
      digits(size.wall),
      digits(size.p95),
      digits(size.median),
      ratio(size.median, smallest.median),
      isLast ? goal(`≤ ${GOALS.growth} ×`, times <= GOALS.growth) : '',
    ];
  }),
);

const hundred = [
  ...problemsOf(POSITIONS, 'TO_TARGET', true, PROBLEMS / 2),
  ...problemsOf(POSITIONS, 'TO_TARGET', false, PROBLEMS / 2),
];
const solver = new Solver({ timeoutMs: 60_000 });
const all = () => Promise.all(hundred.map((problem) => solver.solve(problem)));
const cold = await timed(all);
const warm = await timed(all);
await solver.close();
printTable(
  [`${hundred.length} portfolios, ${solver.threads} threads`, 'ms', 'goal', 'event loop p99, ms', 'goal'],
  (
    [
      ['threads are started', cold],
      ['once more', warm],
    ] as const
  ).map(([name, { ms, delay }]) => [
    name,
    digits(ms),
    goal(`≤ ${GOALS.hundred} ms`, ms <= GOALS.hundred),
    digits(delay),
    goal(`≤ ${GOALS.delay} ms`, delay <= GOALS.delay),
  ]),
);

const highs = await loadHighs();
const compared = problemsOf(POSITIONS, 'TO_TARGET', true, WITH_HIGHS);
const ours = compared.map((problem) => {
  const start = performance.now();
  const { objective } = rebalance(problem);
  return { ms: performance.now() - start, objective: Number(objective) / 1e8, missing: 0, outside: 0 };
});
const peerOf = (isWhole: boolean) =>
  compared.map((problem) => {
    const start = performance.now();
    return { ...solveWithHighs(highs, problem, isWhole), ms: performance.now() - start };
  });
printTable(
  [
    `${compared.length} problems, cash short`,
    'p50, ms',
    'against ours',
    'short of cash',
    'by ₹, most',
    'bands broken',
    'objective against ours',
  ],
  (
    [
      ['GreyOak', ours],
      ['HiGHS, relaxation rounded', peerOf(false)],
      ['HiGHS, mixed-integer', peerOf(true)],
    ] as const
  ).map(([name, answers]) => [
    name,
    digits(median(answers.map(({ ms }) => ms))),
    ratio(median(answers.map(({ ms }) => ms)), median(ours.map(({ ms }) => ms))),
    digits(answers.filter(({ missing }) => missing > 0.005).length),
    digits(Math.max(...answers.map(({ missing }) => missing))),
    digits(answers.filter(({ outside }) => outside > 0).length),
    `${digits(median(answers.map(({ objective }, i) => objective / Math.max(ours[i].objective, 0.01))))} ×`,
  ]),
);

async function timed(work: () => Promise<unknown>): Promise<{ readonly ms: number; readonly delay: number }> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  delays.disable();
  return { ms, delay: delays.percentile(99) / 1e6 };
}
