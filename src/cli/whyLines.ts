import type { SpellRow } from '../books/bandSpells.js';
import type { ScoreRow } from '../books/dayBook.js';
import { round2 } from '../scoring/rounding.js';
import { plural } from '../scoring/wording.js';
import type { CausePart } from '../validation/attribution/attribution.js';
import { signed } from '../validation/attribution/causeWords.js';
import type { Distance } from '../validation/attribution/distances.js';
import type { PointsToBands } from '../validation/attribution/pointsToBands.js';
import type { changeOfParts } from '../validation/attribution/scoreParts.js';
import { indented } from './indented.js';
import { PlainTable } from './plainTable.js';
import { colored } from './scoreTable.js';
import { shownNumber as number } from './shownNumber.js';
import type { Terminal } from './terminal.js';

/** Why a score differs from an earlier one, as `greyoak why` shows it. */
export interface Why {
  readonly from: ScoreRow;
  readonly to: ScoreRow;
  /** Name of the method. */
  readonly method: string;
  readonly causes: readonly CausePart[];
  readonly parts: ReturnType<typeof changeOfParts>;
  readonly distances: readonly Distance[];
  readonly spell: SpellRow;
  readonly points: PointsToBands;
}

/** Shows the change of a score by cause and by part, its spell, and how far it is from each rule. */
export function whyLines(why: Why, colors: Terminal['colors']): string[] {
  const { from, to, method, parts, distances } = why;
  const byPart = new PlainTable({ head: ['part', 'points'], colAligns: ['left', 'right'] });
  for (const { name, points: moved } of parts) if (moved !== 0) byPart.push([name, number(moved)]);
  byPart.push(['sum', signed(round2(to.value - from.value))]);
  return [
    `${colors.bold(to.ticker)}  ${to.mode}, ${method}`,
    ...causeLines(why, colors),
    '',
    colors.bold('By part'),
    indented(byPart.toString()),
    '',
    colors.bold('Band'),
    ...bandLines(why),
    '',
    colors.bold('Distances'),
    ...distances.map(({ guardrail, penalty, sentence }) => `  - ${guardrail ?? penalty}: ${sentence}`),
  ];
}

/** Shows a change by its causes, and the spell of the band, below the breakdown of a score. */
export function changeLines(why: Why, colors: Terminal['colors']): string[] {
  return [
    `${colors.bold(why.to.mode)} since the score before`,
    ...causeLines(why, colors),
    '',
    colors.bold('Band'),
    ...bandLines(why),
  ];
}

function causeLines({ from, to, causes }: Why, colors: Terminal['colors']): string[] {
  const total = round2(to.value - from.value);
  const sums = new PlainTable({ head: ['cause', 'points'], colAligns: ['left', 'right'] });
  for (const { cause, points: moved } of causes) sums.push([cause, signed(moved)]);
  sums.push(['sum', signed(total)]);
  const band = (row: ScoreRow) => `${row.day} ${row.value.toFixed(2)} ${colored(row.band, row.band, colors)}`;
  return [
    `${band(from)} → ${band(to)}, ${signed(total)} points`,
    '',
    colors.bold('By cause'),
    indented(sums.toString()),
    ...causes.map(({ sentence }) => `  - ${sentence}`),
  ];
}

function bandLines({ to: { band }, spell: { since, sessions, flips }, points: { up, down } }: Why): string[] {
  return [
    `  ${band} since ${since} (${plural(sessions, 'score')}), ${plural(flips, 'change')} in the last 248 sessions`,
    up === null
      ? '  no number of points more gives a higher band'
      : `  ${number(up)} points more give a higher band`,
    down === null ? '  there is no lower band' : `  more than ${number(down)} points less give a lower band`,
  ];
}
