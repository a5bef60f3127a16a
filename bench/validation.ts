/**
 * All validations of 1,700 sessions: both modes, nine figures, four horizons, one universe and three, with and without
 * intervals, in milliseconds of the processor, because other work on the machine does not count. They are compared with one
 * figure over one horizon, word by word. That all agree is the business of test/validation/figures.
 */
import { FORWARD_HORIZONS, VALIDATION_UNIVERSES } from '../src/validation/figures/names.js';
import { spansOf } from '../src/validation/figures/spansOf.js';
import { validateScores } from '../src/validation/figures/validateScores.js';
import { naiveIc, pairsOn, stocksOn } from '../test/support/validation/naiveValidation.js';
import { randomPanels } from '../test/support/validation/randomPanels.js';
import { kept } from './harness/measure.js';
import { digits, goal, printHead, printTable, ratio } from './harness/report.js';
import { isTiny } from './harness/tiny.js';

const SIZES = isTiny
  ? { sessions: 280, securities: 40, scoredOfTen: 7, sectors: 5 }
  : { sessions: 1_700, securities: 1_100, scoredOfTen: 7, sectors: 20 };
const HORIZON = 20;
/** Sessions that the comparison looks at. Its time is multiplied by the rest. */
const COMPARED = isTiny ? 10 : 50;
const GOALS = { without: 30_000, with: 120_000 };

const { market, scores } = randomPanels(1, SIZES);
const request = { spans: spansOf(market, null), horizons: FORWARD_HORIZONS, warm: null, validatedFrom: null };
const measured = [
  ...[false, true].map((intervals) => ({ universes: ['MOST_TRADED_300'] as const, intervals })),
  ...[false, true].map((intervals) => ({ universes: VALIDATION_UNIVERSES, intervals })),
].map((asked) => ({
  ...asked,
  // Both modes cost the same.
  ms: 2 * cpuOf(() => validateScores(market, scores, { ...request, ...asked })),
}));
const compared =
  cpuOf(() => {
    for (let session = 0; session < COMPARED; session++) {
      const stocks = stocksOn(market, scores, 100 + session, null);
      const { values, returns } = pairsOn(
        market,
        stocks,
        100 + session,
        HORIZON,
        (one) => one.figures[0],
        false,
      );
      kept.result = naiveIc(values, returns, 20);
    }
  }) *
  (SIZES.sessions / COMPARED);

printHead(
  `Validation: ${digits(SIZES.sessions)} sessions, ${digits(scores.security.length)} scores in each of two modes`,
);
printTable(
  ['figures', 'processor, ms', 'against the first', 'goal'],
  [
    ...measured.map(({ universes, intervals, ms }) => [
      `${universes.length} of 3 universes, ${intervals ? 'with' : 'without'} intervals`,
      digits(Math.round(ms)),
      ratio(ms, measured[0].ms),
      intervals
        ? goal(`≤ ${digits(GOALS.with)} ms`, ms <= GOALS.with)
        : goal(`≤ ${digits(GOALS.without)} ms`, ms <= GOALS.without),
    ]),
    [
      'IC of one figure, mode and horizon, word by word',
      digits(Math.round(compared)),
      ratio(compared, measured[0].ms),
      '',
    ],
  ],
);
printTable(
  ['memory', 'MB'],
  [
    ['panel of the market', megabytes(market.closes, market.tradedValues)],
    [
      'panel of the scores of a mode',
      megabytes(scores.bandTrace, scores.security, ...Object.values(scores.figures)),
    ],
    ['the process, with all universes measured', digits(Math.round(process.memoryUsage().rss / 1e6))],
  ],
);

function cpuOf(run: () => unknown): number {
  const before = process.cpuUsage();
  kept.result = run();
  const { system, user } = process.cpuUsage(before);
  return (system + user) / 1000;
}

function megabytes(...columns: readonly { readonly byteLength: number }[]): string {
  return digits(Math.round(columns.reduce((sum, { byteLength }) => sum + byteLength, 0) / 1e6));
}
