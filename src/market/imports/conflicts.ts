import { shown } from '../../shown.js';
import type { Refusal } from './refusal.js';

/** Because each of n refusals names the lines of all n, a refusal that named more of them would fill the memory. */
const NAMED_LINES = 5;

/**
 * Refuses every row of one key that occurs with different values.
 *
 * @param unit the word for what rows are counted in, for the message
 */
export function conflicts(
  file: string,
  column: string,
  key: string,
  lines: readonly number[],
  unit = 'lines',
): Refusal[] {
  const more = lines.length > NAMED_LINES ? ` and ${lines.length - NAMED_LINES} more` : '';
  const named = `${lines.slice(0, NAMED_LINES).join(', ')}${more}`;
  const reason = `expected one row for this key, ${unit} ${named} give it different values`;
  const value = shown(key);
  return lines.map((line) => ({ file, line, column, value, rule: 'CONFLICTING_ROWS', reason }));
}
