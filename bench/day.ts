/**
 * One day's scoring of 2,000 stocks in both modes, alone and together with the features, compared with the recorded time
 * of the first implementation. That the scores are right is the business of test/scoring/naive.test.ts.
 */
import { scoreDay } from '../src/scoring/scoreDay.js';
import { interleaved, type Timing } from './harness/measure.js';
import { method, ourFeatures } from './harness/ours.js';
import { RECORDED } from './harness/recorded.js';
import { digits, goal, milliseconds, printHead, printTable, ratio, span } from './harness/report.js';
import { syntheticMarket } from '../test/support/synthetic/market.js';
import { syntheticDay } from '../test/support/synthetic/section.js';

const GOAL_MS = 10;
const GOAL_DAY = 5000;
const GOAL_WHOLE = 2000;

const whole = syntheticMarket(Math.max(...RECORDED.map(({ stocks }) => stocks)));
printHead('A day: features → scores of both modes');
const timingOf = interleaved(
  RECORDED.flatMap(({ stocks }) => {
    const market = { ...whole, stocks: whole.stocks.slice(0, stocks) };
    const dayOf = syntheticDay(market);
    const section = dayOf(ourFeatures(market));
    return [
      { name: `day ${stocks}`, run: () => scoreDay(section, method) },
      { name: `whole ${stocks}`, run: () => scoreDay(dayOf(ourFeatures(market)), method) },
    ];
  }),
);

printAgainstRecorded(
  'features → both modes',
  'day',
  ({ pillars, scores }) => pillars + scores,
  ({ median }, times) => [
    goal(`≤ ${GOAL_MS} ms`, median <= GOAL_MS),
    goal(`≥ ${digits(GOAL_DAY)} ×`, times >= GOAL_DAY),
  ],
);
printAgainstRecorded(
  'bars as traded → both modes',
  'whole',
  ({ indicators, pillars, scores }) => indicators + pillars + scores,
  (_, times) => [goal(`≥ ${digits(GOAL_WHOLE)} ×`, times >= GOAL_WHOLE)],
);

function printAgainstRecorded(
  title: string,
  name: string,
  secondsOf: (recorded: (typeof RECORDED)[number]) => number,
  goalsOf: (ours: Timing, times: number) => readonly string[],
): void {
  printTable(
    [title, 'ours, ms', 'min–max', 'first implementation, ms', 'ratio', 'goal'],
    RECORDED.map((recorded) => {
      const ours = timingOf(`${name} ${recorded.stocks}`);
      const theirs = secondsOf(recorded) * 1000;
      return [
        `${digits(recorded.stocks)} stocks`,
        milliseconds(ours),
        span(ours),
        digits(theirs),
        ratio(theirs, ours.median),
        recorded.stocks === whole.stocks.length ? goalsOf(ours, theirs / ours.median).join('; ') : '',
      ];
    }),
  );
}
