import type { Section } from './section.js';

const HEADER = ['variable', 'default', 'unit', 'what it sets'];

/** Returns one Markdown table for each section, with its title, laid out as Prettier would. */
export function settingsTables(sections: readonly Section[]): string {
  return sections
    .map(({ title, settings }) => {
      const rows = Object.values(settings).map(({ variable, default: text, unit = '', description }) => [
        `\`${variable}\``,
        text === '' ? '' : `\`${text}\``,
        unit,
        description,
      ]);
      return `### ${title}\n\n${table([HEADER, ...rows])}`;
    })
    .join('\n');
}

function table([header, ...rows]: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |\n`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}
