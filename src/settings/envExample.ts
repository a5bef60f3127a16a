import type { Section } from './section.js';
import type { Setting } from './setting.js';

const PREFACE = `# Every environment variable that greyoak reads, with its default. greyoak does not read this file by itself: copy it
# to .env and start with \`node --env-file=.env\`, or pass it to Docker with \`--env-file\`. An empty variable counts as
# unset. This file is generated from src/settings by \`npm run generate\`.
`;

/** Returns the text of `.env.example`. */
export function envExample(sections: readonly Section[]): string {
  return `${PREFACE}\n${sections.map(sectionText).join('\n')}`;
}

function sectionText({ title, settings }: Section): string {
  return `## ${title}\n\n${Object.values(settings).map(entry).join('\n')}`;
}

function entry({ variable, description, expected, unit, default: text }: Setting<unknown>): string {
  return `# ${description}\n# Expected: ${expected}${unit === undefined ? '' : `, in ${unit}`}.\n${variable}=${text}\n`;
}
