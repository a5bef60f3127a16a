import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Linter } from 'eslint';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parser } from 'typescript-eslint';
import { noImportCycle } from '../lint/noImportCycle.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greyoak-cycle-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes the files and returns what the rule says about the first of them. */
function messagesFor(files: Record<string, string>): string[] {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const [first] = Object.keys(files);
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser },
    plugins: { house: { rules: { 'no-import-cycle': noImportCycle } } },
    rules: { 'house/no-import-cycle': 'error' },
  };
  const path = join(folder, first);
  return new Linter({ cwd: folder })
    .verify(readFileSync(path, 'utf8'), [config], { filename: path })
    .map(({ message }) => message);
}

const refused = (chain: string) => [
  `This import closes a cycle: ${chain}. Move what both need to a file of its own.`,
];

describe('no-import-cycle', () => {
  test('refuses a cycle that consists of types alone', () => {
    const messages = messagesFor({
      'group.ts': `import type { Member } from './member.js';\nexport interface Group { members: Member[] }`,
      'member.ts': `import type { Group } from './group.js';\nexport interface Member { group: Group }`,
    });
    expect(messages).toEqual(refused('group.ts → member.ts → group.ts'));
  });

  test.each([
    ['a value', `import { b } from './b.js';`],
    ['a type among values', `import { type B, c } from './b.js';`],
    ['a re-export', `export * from './b.js';`],
    ['a type of import()', `export type B = import('./b.js').B;`],
    ['import() at run time', `export const load = () => import('./b.js');`],
  ])('refuses a cycle through other files that begins with %s', (_, text) => {
    const messages = messagesFor({
      'a.ts': text,
      'b.ts': `export { c } from './c.js';`,
      'c.ts': `import type { A } from './a.js';`,
    });
    expect(messages).toEqual(refused('a.ts → b.ts → c.ts → a.ts'));
  });

  test('accepts an import of a cycle that the file is no part of', () => {
    const messages = messagesFor({
      'a.ts': `import type { B } from './b.js';`,
      'b.ts': `import type { C } from './c.js';`,
      'c.ts': `import type { B } from './b.js';`,
    });
    expect(messages).toEqual([]);
  });

  test('accepts packages, and a name in a comment', () => {
    const messages = messagesFor({
      'a.ts': `import { readFileSync } from 'node:fs';\nimport { b } from './b.js';`,
      'b.ts': `// import { a } from './a.js';\nexport const b = 1;`,
    });
    expect(messages).toEqual([]);
  });
});
