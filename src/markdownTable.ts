/**
 * Returns a Markdown table, laid out as Prettier would.
 *
 * @param rows lists of cells, of which the first is the header
 */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [header, ...others] = rows;
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |\n`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('');
}
