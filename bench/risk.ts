/**
 * One day's assessment of 2,000 stocks of 253 bars each, compared with the logarithms alone of the same closes and with
 * the specification written down word by word. That both agree is the business of test/risk/naive.test.ts.
 */
import { loadRiskMethod } from '../src/method/loadRiskMethod.js';
import { assessDay } from '../src/risk/assessDay.js';
import type { RiskInputs } from '../src/risk/riskInputs.js';
import { interleaved } from './harness/measure.js';
import { digits, goal, milliseconds, printHead, printTable, ratio, span } from './harness/report.js';
import { isTiny } from './harness/tiny.js';
import { naiveObservations } from '../test/support/naive/risks.js';
import { fullRiskDay } from '../test/support/risk/fullDay.js';

const GOAL_MS = 20;
const BARS = 253;

const method = await loadRiskMethod();
const inputs = fullRiskDay(isTiny ? 20 : 2000, BARS);

const ours = 'six parts, risk and reasons of each stock';
const logs = 'Math.log alone of the same closes';
const naive = 'word by word';
printHead(`Risk: ${digits(inputs.stocks.length)} stocks × ${BARS} bars`);
const timingOf = interleaved([
  { name: ours, run: () => assessDay(inputs, method) },
  { name: logs, run: () => logsOf(inputs) },
  { name: naive, run: () => inputs.stocks.map((stock) => naiveObservations(inputs, stock)), rounds: 5 },
]);
printTable(
  ['a day', 'ms', 'min–max', 'against ours', 'goal'],
  [ours, logs, naive].map((name) => {
    const timing = timingOf(name);
    const times = ratio(timing.median, timingOf(ours).median);
    const met = name === ours ? goal(`≤ ${GOAL_MS} ms`, timing.median <= GOAL_MS) : '';
    return [name, milliseconds(timing), span(timing), times, met];
  }),
);

function logsOf({ stocks }: RiskInputs): number {
  let sum = 0;
  for (const { bars } of stocks) for (const close of bars.close) sum += Math.log(close);
  return sum;
}
