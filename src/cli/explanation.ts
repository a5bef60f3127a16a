import type { DayReport, ModeReport, StockReport } from '../runs/dayReport.js';
import { penaltyPartsOf, type Component, type ExplainedPenalty } from '../scoring/explain.js';
import { guardrailReason } from '../scoring/guardrailReason.js';
import { weightsOf, type PillarWeights } from '../scoring/method.js';
import { FEATURES, MODES, PILLARS, type Mode, type PillarName, type Ticker } from '../scoring/names.js';
import { penaltyReason } from '../scoring/penaltyReason.js';
import type { DayScores } from '../scoring/scoreDay.js';
import { PlainTable } from './plainTable.js';
import { colored } from './scoreTable.js';
import type { Terminal } from './terminal.js';

type Colors = Terminal['colors'];

const PILLAR_TITLES: Readonly<Record<PillarName, string>> = {
  F: 'Fundamentals',
  T: 'Technicals',
  R: 'Relative strength',
  O: 'Ownership',
  Q: 'Quality',
  S: 'Sector momentum',
};

/** Explains the scores of one stock of a report: features, components, composite, penalty, guardrails. */
export function explanation(
  report: DayReport,
  ticker: string,
  name: string,
  day: DayScores,
  colors: Colors,
): string {
  const stock = report.stocks[ticker];
  const sector = report.sectors[stock.sector];
  const blocks = [
    `${colors.bold(ticker)}  ${name}\n${report.date}, ${report.method.name}, method ${report.method.hash.slice(0, 12)}, ` +
      `inputs ${report.inputsHash.slice(0, 12)}\n` +
      `sector group ${stock.sector} (${sector.count} stocks, momentum z ${number(sector.z)})`,
    `${colors.bold('Features')}\n${features(stock)}`,
    ...PILLARS.map((pillar) => pillarBlock(pillar, stock, colors)),
    ...MODES.map((mode) =>
      modeBlock(
        mode,
        stock.modes[mode],
        weightsOf(day.method.parameters, mode, stock.sector),
        penaltyPartsOf(day.modes[mode], day.section.tickers.indexOf(ticker as Ticker)),
        colors,
      ),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function features({ features }: StockReport): string {
  const table = plain(['left', 'right', 'left', 'right', 'left', 'right', 'left', 'right']);
  for (let at = 0; at < FEATURES.length; at += 4) {
    table.push(FEATURES.slice(at, at + 4).flatMap((name) => [name, number(features[name])]));
  }
  return indented(table.toString());
}

function pillarBlock(pillar: PillarName, stock: StockReport, colors: Colors): string {
  const components = stock.components[pillar];
  const score = stock.modes.TRADER.pillars[pillar].toFixed(2);
  const table = plain(
    ['left', ...Array<'right'>(9).fill('right'), 'left'],
    ['component', 'raw', 'value', 'median', 'stdev', 'n', 'z', 'points', 'weight', 'product', 'scored by'],
  );
  for (const component of components) table.push(componentRow(component));
  return `${colors.bold(`${pillar}  ${PILLAR_TITLES[pillar]}  ${score}`)}\n${indented(table.toString())}`;
}

function componentRow(component: Component): string[] {
  const { name, raw, value, sectorMedian, sectorStdev, sectorCount, z, points, weight } = component;
  return [
    name,
    number(raw),
    `${number(value)}${component.imputed ? '*' : ''}`,
    number(sectorMedian),
    number(sectorStdev),
    number(sectorCount),
    number(z),
    points === null ? '' : points.toFixed(2),
    number(weight),
    points === null ? '' : (weight * points).toFixed(2),
    `${component.scoredBy}${component.imputed ? ' (missing: the median is shown)' : ''}`,
  ];
}

function modeBlock(
  mode: Mode,
  report: ModeReport,
  weights: PillarWeights,
  penaltyParts: readonly ExplainedPenalty[],
  colors: Colors,
): string {
  const { penalty, confidence } = report;
  const parts = plain(['left', 'right', 'right', 'right'], ['penalty', 'points', 'observed', 'threshold']);
  for (const { kind, points, observed, threshold } of penaltyParts) {
    parts.push([kind, number(points), number(observed), number(threshold)]);
  }
  const ladder = plain(
    ['left', 'left', 'right', 'right', 'left', 'left'],
    ['guardrail', 'fired', 'observed', 'threshold', 'score', 'band'],
  );
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
    ...reasons(penaltyParts.filter(({ points }) => points > 0).map(penaltyReason)),
    indented(ladder.toString()),
    ...reasons(report.guardrails.filter(({ fired }) => fired).map((step) => guardrailReason(step, mode))),
  ].join('\n');
}

/** Sentences under a table: why a part of the penalty takes points off, or a guardrail fired. */
const reasons = (sentences: readonly string[]): string[] => sentences.map((sentence) => `  - ${sentence}`);

type Align = 'left' | 'right';

const plain = (colAligns: Align[], head: string[] = []) => new PlainTable({ colAligns, head });

const indented = (text: string): string => text.replace(/^/gm, '  ');

/**
 * Writes a number with at most five significant digits, never cut before the decimal point; "–" where it is
 * missing.
 */
function number(value: number | null): string {
  if (value === null) return '–';
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return size >= 1000
    ? value.toFixed(2)
    : size >= 1e-4
      ? String(Number(value.toPrecision(5)))
      : value.toExponential(3);
}
