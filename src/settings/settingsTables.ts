import { markdownTable } from '../markdownTable.js';
import type { Section } from './section.js';

const HEADER = ['variable', 'default', 'unit', 'what it sets'];

/** Returns one Markdown table for each section, with its title. */
export function settingsTables(sections: readonly Section[]): string {
  return sections
    .map(({ title, settings }) => {
      const rows = Object.values(settings).map(({ variable, default: text, unit = '', description }) => [
        `\`${variable}\``,
        text === '' ? '' : `\`${text}\``,
        unit,
        description,
      ]);
      return `### ${title}\n\n${markdownTable([HEADER, ...rows])}`;
    })
    .join('\n');
}
