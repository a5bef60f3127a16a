import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The paths of all documents for users and contributors, from the root folder. */
export const documentPaths = (): string[] => [
  'README.md',
  'CONTRIBUTING.md',
  'examples/README.md',
  ...readdirSync('docs', { recursive: true })
    .map((name) => join('docs', String(name)))
    .filter((path) => path.endsWith('.md'))
    .sort(),
];
