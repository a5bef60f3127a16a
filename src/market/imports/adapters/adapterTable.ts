import { markdownTable } from '../../../markdownTable.js';
import type { Adapter } from './adapter.js';

/** Returns the table of docs/sources.md: which files are recognised, and which datasets they give, in Markdown. */
export function adapterTable(adapters: readonly Adapter[]): string {
  const rows = adapters.map(({ name, title, gives, source }) => {
    const datasets = Object.keys(gives);
    return [title, `\`${name}\``, datasets.length === 0 ? 'nothing' : datasets.join(', '), source];
  });
  return markdownTable([['file', 'format', 'gives', 'source'], ...rows]);
}
