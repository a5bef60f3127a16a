import { markdownTable } from '../../markdownTable.js';
import type { MethodParameters } from '../../scoring/method.js';
import { MODES, PILLARS, type Mode } from '../../scoring/names.js';
import type { Described } from './described.js';

/** Describes how pillars are weighted (method §6). */
export const composite = ({ current, former }: Described): string => `## §6 Composite

Each pillar is rounded to two decimals first, so that what is shown adds up. weighted = Σ weight × pillar, which is exact to
five decimals. A sector group without a line of its own has the weights of \`default\`.

${MODES.map((mode) => tableOf(current, mode)).join('\n')}${difference(current, former)}`;

function tableOf({ weights }: MethodParameters, mode: Mode): string {
  const rows = Object.entries(weights[mode]).map(([group, table]) => [
    group,
    ...PILLARS.map((pillar) => String(table[pillar])),
  ]);
  return markdownTable([[mode, ...PILLARS], ...rows]);
}

/** Both shipped methods have the same weights; a method with others is shown in full. */
function difference(current: MethodParameters, former: MethodParameters): string {
  const other = MODES.filter((mode) => tableOf(current, mode) !== tableOf(former, mode));
  if (other.length === 0) return '';
  return `\nIn ${former.name}:\n\n${other.map((mode) => tableOf(former, mode)).join('\n')}`;
}
