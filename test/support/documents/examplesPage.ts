import { format } from 'prettier';
import { EXAMPLES } from '../../../src/web/playground/examples.js';
import { headingOf } from '../../../src/web/playground/headingOf.js';
import { FURTHER_EXAMPLES } from './furtherExamples.js';

const INTRODUCTION = `# Examples with their answers

The examples of the playground and some more, with what a service with the sample market answers. Lists are cut after two
items. An ellipsis stands for the others, and for what differs between services. \`npm run pictures\` writes this page.
`;

/** Fields whose values differ between services or versions. */
const VOLATILE = [
  'endCursor',
  'latestCursor',
  'cursorOf',
  'at',
  'startedAt',
  'computedAt',
  'codeVersion',
  'secret',
  'sha256',
  'link',
  'expiresAt',
];

/**
 * Returns docs/reference/examples.md.
 *
 * @param dataOf returns the data that a query or mutation is answered with
 */
export async function examplesPage(dataOf: (operation: string) => Promise<unknown>): Promise<string> {
  const sections: string[] = [];
  for (const example of [...EXAMPLES, ...FURTHER_EXAMPLES]) {
    const { title, description } = headingOf(example);
    const operation = example.split('\n').slice(2).join('\n');
    const answer = /^subscription/.test(operation)
      ? '[Live scores](../live.md) says what arrives, and when.\n'
      : `\`\`\`json\n${JSON.stringify({ data: shortened(await dataOf(example)) }, null, 2)}\n\`\`\`\n`;
    sections.push(`## ${title}\n\n${description}\n\n\`\`\`graphql\n${operation}\`\`\`\n\n${answer}`);
  }
  const text = [INTRODUCTION, ...sections].join('\n');
  return format(text, { parser: 'markdown', printWidth: 110, singleQuote: true });
}

/** An answer without the third and later items of its lists, and without what is volatile. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.slice(0, 2).map(shortened);
    return value.length > 2 ? [...items, '…'] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, VOLATILE.includes(key) ? '…' : shortened(inner)]),
  );
}
