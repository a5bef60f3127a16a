import type { Assessment, RiskPart } from '../risk/assessment.js';
import type { RiskParameters } from '../risk/riskMethod.js';
import { indented } from './indented.js';
import { PlainTable } from './plainTable.js';
import { shownNumber as number } from './shownNumber.js';
import type { Terminal } from './terminal.js';

/** Explains the risk of one stock: the whole, its parts with their intervals, and what makes it risky. */
export function riskBlock(
  { value, lower, upper, judged, level, parts, factors }: Assessment,
  { weights }: RiskParameters,
  colors: Terminal['colors'],
): string {
  const table = new PlainTable({
    head: ['part', 'weight', 'risk', 'from', 'to', 'counts', 'observed', 'from', 'to', 'status', 'reason'],
    colAligns: ['left', ...Array<'right'>(8).fill('right'), 'left', 'left'],
  });
  for (const part of parts) table.push([part.kind, number(weights[part.kind]), ...cellsOf(part)]);
  return [
    colors.bold(`RISK  ${value.toFixed(2)}  ${level}`),
    `  between ${lower.toFixed(2)} and ${upper.toFixed(2)} as far as chance alone reaches, judged ${judged.toFixed(2)}`,
    indented(table.toString()),
    ...factors.map(({ contribution, sentence }) => `  - ${sentence} (${contribution.toFixed(2)} points)`),
  ].join('\n');
}

function cellsOf(part: RiskPart): string[] {
  const { value, lower, upper, counted, raw, rawLower, rawUpper, status, reason } = part;
  const observed = [raw, rawLower, rawUpper].map(number);
  return [number(value), number(lower), number(upper), number(counted), ...observed, status, reason];
}
