import { Standings } from '../books/standings.js';
import type { DayReport, ModeReport, StockReport } from '../runs/dayReport.js';
import { guardrailStepsOf, penaltyPartsOf, type ExplainedPenalty } from '../scoring/explain.js';
import { guardrailReason } from '../scoring/guardrailReason.js';
import { weightsOf, type PillarWeights } from '../scoring/method.js';
import { FEATURES, MODES, PILLARS, type Mode, type Ticker } from '../scoring/names.js';
import { penaltyReason } from '../scoring/penaltyReason.js';
import type { DayScores } from '../scoring/scoreDay.js';
import { dayDistances } from '../validation/attribution/dayDistances.js';
import { pointsToBands } from '../validation/attribution/pointsToBands.js';
import { indented } from './indented.js';
import { pillarBlock } from './pillarBlock.js';
import { PlainTable } from './plainTable.js';
import { colored } from './scoreTable.js';
import { shownNumber as number } from './shownNumber.js';
import type { Terminal } from './terminal.js';

type Colors = Terminal['colors'];

/** Explains the scores of one stock of a report: features, components, composite, penalty, guardrails. */
export function explanation(
  report: DayReport,
  ticker: string,
  name: string,
  day: DayScores,
  colors: Colors,
): string {
  const stock = report.stocks[ticker];
  const at = day.section.tickers.indexOf(ticker as Ticker);
  const sector = report.sectors[stock.sector];
  const blocks = [
    `${colors.bold(ticker)}  ${name}\n${report.date}, ${report.method.name}, method ${report.method.hash.slice(0, 12)}, ` +
      `inputs ${report.inputsHash.slice(0, 12)}\n` +
      `sector group ${stock.sector} (${sector.count} stocks, momentum z ${number(sector.z)})\n` +
      marketLine(day),
    `${colors.bold('Features')} (ret and sigma as fractions: 0.05 is 5 %; prices in ₹; median_traded_value_cr in ₹ crore)\n${features(stock)}`,
    ...PILLARS.map((pillar) => pillarBlock(pillar, stock, day.method.parameters, colors)),
    ...MODES.map((mode) =>
      modeBlock(
        mode,
        stock.modes[mode],
        weightsOf(day.method.parameters, mode, stock.sector),
        penaltyPartsOf(day.modes[mode], at),
        day.section.meetingSide[at],
        colors,
      ).concat(`\n${reasons(nearest(day, mode, at)).join('\n')}`),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Says what the band would be without what binds, and how far other bands are. */
function nearest(day: DayScores, mode: Mode, at: number): string[] {
  const binding = dayDistances(day, mode, at).filter((distance) => distance.binding);
  const { up, down } = pointsToBands(guardrailStepsOf(day.modes[mode], at), mode, day.method);
  const scores = day.modes[mode].score;
  const { rank, of, percentile } = new Standings(Array.from(scores)).of(scores[at]);
  return [
    `Rank ${rank} of ${of}, percentile ${number(percentile)}.`,
    ...binding.map(
      ({ guardrail, penalty, bandWithout }) =>
        `Without ${guardrail ?? penalty}, the band would be ${bandWithout}.`,
    ),
    up === null
      ? 'No number of points more gives a higher band.'
      : `${number(up)} points more give a higher band.`,
    down === null ? 'There is no lower band.' : `More than ${number(down)} points less give a lower band.`,
  ];
}

/** Says what the market is that R and S compare with. */
function marketLine({ marketReturn, section, method }: DayScores): string {
  const what =
    marketReturn === 'INDEX'
      ? `that of ${method.parameters.market_return.index}`
      : `the mean of the ${section.tickers.length} stocks of the day`;
  return `market return ${marketReturn} (${what})`;
}

function features({ features }: StockReport): string {
  const table = new PlainTable({
    colAligns: ['left', 'right', 'left', 'right', 'left', 'right', 'left', 'right'],
  });
  const known = FEATURES.flatMap((name) => {
    const value = features[name];
    return value === undefined ? [] : [[name, number(value)]];
  });
  for (let at = 0; at < known.length; at += 4) table.push(known.slice(at, at + 4).flat());
  return indented(table.toString());
}

function modeBlock(
  mode: Mode,
  report: ModeReport,
  weights: PillarWeights,
  penaltyParts: readonly ExplainedPenalty[],
  meetingSide: number,
  colors: Colors,
): string {
  const { penalty, confidence } = report;
  const parts = new PlainTable({
    head: ['penalty', 'points', 'observed', 'threshold'],
    colAligns: ['left', 'right', 'right', 'right'],
  });
  for (const { kind, points, observed, threshold } of penaltyParts) {
    parts.push([kind, number(points), number(observed), number(threshold)]);
  }
  const ladder = new PlainTable({
    head: ['guardrail', 'fired', 'observed', 'threshold', 'score', 'band'],
    colAligns: ['left', 'left', 'right', 'right', 'left', 'left'],
  });
  for (const step of report.guardrails) {
    const moved = <Value>(before: Value, after: Value, text: (value: Value) => string) =>
      before === after ? text(before) : `${text(before)} → ${text(after)}`;
    ladder.push([
      step.guardrail,
      step.fired ? 'yes' : 'no',
      number(step.observed),
      number(step.threshold),
      moved(step.scoreBefore, step.scoreAfter, (score) => score.toFixed(2)),
      moved(step.bandBefore, step.bandAfter, (band) => colored(band, band, colors)),
    ]);
  }
  const before = report.guardrails[0].scoreBefore;
  const weighted = PILLARS.map((pillar) => `${weights[pillar]} × ${pillar} ${report.pillars[pillar]}`).join(
    ' + ',
  );
  return [
    colors.bold(`${mode}  ${report.score.toFixed(2)}  ${colored(report.band, report.band, colors)}`),
    `  pillars weighted  ${report.weighted}  = ${weighted}`,
    `  penalty           ${penalty.total}  (sum ${penalty.beforeCap}, cap ${penalty.cap})`,
    `  before guardrails ${before.toFixed(2)}`,
    `  confidence        ${confidence.value.toFixed(4)}  (coverage ${number(confidence.coverage)}, freshness ` +
      `${number(confidence.freshness)}, source penalty ${number(confidence.sourcePenalty)})`,
    indented(parts.toString()),
    ...reasons(penaltyParts.map((part) => penaltyReason(part, meetingSide))),
    indented(ladder.toString()),
    ...reasons(report.guardrails.map((step) => guardrailReason(step, mode))),
  ].join('\n');
}

/** Sentences under a table: what each part of the penalty or each guardrail judged, and what came of it. */
const reasons = (sentences: readonly string[]): string[] => sentences.map((sentence) => `  - ${sentence}`);
