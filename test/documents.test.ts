import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accessTables } from '../src/graphql/accessTables.js';
import { readDocuments } from '../src/graphql/reference/readDocuments.js';
import { referencePages } from '../src/graphql/reference/referencePages.js';
import { buildGreyoakSchema } from '../src/graphql/schema.js';
import { DATASETS } from '../src/market/datasets/datasets.js';
import { FLAG_KINDS, REFUSAL_RULES } from '../src/market/imports/refusal.js';
import { describedMethods } from '../src/method/document/describedMethods.js';
import { methodDocument } from '../src/method/document/methodDocument.js';
import { loadMethod } from '../src/method/loadMethod.js';
import type { MethodParameters } from '../src/scoring/method.js';
import { STATEMENT_METRICS } from '../src/market/facts.js';
import { SECTIONS, VARIABLES } from '../src/settings.js';
import { settingsTables } from '../src/settings/settingsTables.js';

/** Compares what the documents say with the code. */

const read = (path: string): string => readFileSync(path, 'utf8');
/** Returns the first cell of each row of the tables in a Markdown text. */
const firstCells = (text: string): string[] =>
  [...text.matchAll(/^\| ([^|]+?) +\|/gm)].map(([, cell]) => cell);
const inCode = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
const section = (text: string, title: string): string => text.split(`## ${title}\n`)[1].split('\n## ')[0];

describe('docs/import.md', () => {
  const text = read('docs/import.md');

  test('lists every rule of refusal and every flag, in their order', () => {
    expect(firstCells(section(text, 'What is refused')).flatMap(inCode)).toEqual([...REFUSAL_RULES]);
    expect(firstCells(section(text, 'What is flagged')).flatMap(inCode)).toEqual([...FLAG_KINDS]);
  });

  test.each([...DATASETS])('names the columns of $file', ({ file, required, optional }) => {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${file}\``)) ?? '';
    const columns = row.split('|')[2];
    for (const column of required) expect(columns).toMatch(new RegExp(`(^|[ ,])${column}\\b`));
    for (const column of optional) expect(columns).toContain(`_${column}_`);
  });

  test('names every statement metric', () => {
    const sentence = /Statement metrics: ([^.]+)\./.exec(text.replaceAll('\n', ' '))?.[1];
    expect(sentence?.split(', ').sort()).toEqual([...STATEMENT_METRICS].sort());
  });
});

/** The paths of all numbers of a method file. */
const pathsOfNumbers = (value: unknown): string[][] =>
  typeof value === 'number'
    ? [[]]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => pathsOfNumbers(inner).map((path) => [key, ...path]))
      : [];

/** A method whose number at a path is another one; the same method if it has none there. */
function changedAt(parameters: MethodParameters, path: readonly string[]): MethodParameters {
  const changed = structuredClone(parameters);
  const last = path.slice(0, -1).reduce<unknown>((inner, key) => objectOf(inner)[key], changed);
  const key = path[path.length - 1];
  if (typeof objectOf(last)[key] === 'number') objectOf(last)[key] = 0.321;
  return changed;
}

const objectOf = (value: unknown): Record<string, unknown> => (value ?? {}) as Record<string, unknown>;

describe('docs/method.md', () => {
  const text = read('docs/method.md');

  test('is what `npm run generate` writes', async () => {
    expect(text).toContain(methodDocument(await describedMethods()));
  });

  test('has other numbers where the parameters are others', async () => {
    const { current, former, later } = await describedMethods();
    const numbers = pathsOfNumbers(current);
    expect(numbers.length).toBeGreaterThan(150);
    const before = methodDocument({ current, former, later });
    // The former method is changed in the same way, so that no note says what it has instead.
    const silent = numbers.filter((path) => {
      const [one, other] = [current, former].map((parameters) => changedAt(parameters, path));
      return methodDocument({ current: one, former: other, later }) === before;
    });
    expect(silent.map((path) => path.join('.'))).toEqual([]);
  });

  test('has every section that the schema cites', () => {
    const cited = [...read('schema.graphql').matchAll(/method ((?:§\d+(?:, | to )?)+)/g)].flatMap(
      ([, list]) => [...list.matchAll(/§\d+/g)],
    );
    for (const [number] of cited) expect(text).toContain(`\n## ${number} `);
    expect(cited.length).toBeGreaterThan(30);
  });

  test('names parameters that exist, and every group of them', async () => {
    const { parameters } = await loadMethod();
    const keys = firstCells(section(read('docs/method.md'), 'Parameters')).map(inCode);
    const named = new Set<string>();
    for (const cell of keys) {
      cell.forEach((key, at) => {
        const path = key.startsWith('.') ? `${cell[0].split('.').slice(0, -1).join('.')}${key}` : key;
        const value = path
          .split('.')
          .reduce<unknown>(
            (inner, name) => (inner as Record<string, unknown> | undefined)?.[name],
            parameters,
          );
        expect({ path, exists: value !== undefined, at }).toEqual({ path, exists: true, at });
        named.add(path.split('.')[0]);
      });
    }
    expect([...named].sort()).toEqual(
      Object.keys(parameters)
        .filter((key) => key !== 'name')
        .sort(),
    );
  });
});

describe('docs/dependencies.md', () => {
  test('has a line for every dependency', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>;
    const text = read('docs/dependencies.md');
    for (const name of [...Object.keys(dependencies), ...Object.keys(devDependencies)]) {
      const listed = name.startsWith('@types/') ? '@types/' : name;
      expect({ name, listed: text.includes(listed) }).toEqual({ name, listed: true });
    }
  });
});

describe('docs/security.md', () => {
  const rows = section(read('docs/security.md'), "OWASP's GraphQL Cheat Sheet, item by item")
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));

  test('has items', () => expect(rows.length).toBeGreaterThan(20));

  test.each(rows)('%s%s names tests that exist', (_before, item, _what, tests) => {
    const paths = inCode(tests);
    expect([item, paths.length]).not.toEqual([item, 0]);
    expect(paths.filter((path) => !/^test\/.+\.test\.ts$/.test(path) || !existsSync(path))).toEqual([]);
  });
});

/** The files below a folder, and below its folders, that are documents. */
const documentsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => path.endsWith('.md'));

/** Returns the anchors of the headings of a Markdown text, as GitHub makes them. */
const headingsOf = (text: string): string[] =>
  [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('docs/decisions', () => {
  test('lists every record with its title', () => {
    const index = read('docs/decisions/README.md');
    const records = readdirSync('docs/decisions').filter((name) => name !== 'README.md');
    const listed = [...index.matchAll(/^\| (\d+) +\| \[([^\]]+)\]\(([^)]+)\)/gm)];
    expect(listed.map(([, , , name]) => name)).toEqual(records);
    for (const [, number, title, name] of listed) {
      expect(read(join('docs/decisions', name))).toContain(`# ${number}. ${title}\n`);
    }
  });
});

/** Variables that tests read. */
const OF_TESTS = ['SEEDS', 'GREYOAK_GENERATED', 'REBALANCES', 'TMPDIR', 'KILLS'];

describe('every document', () => {
  const documents = [
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'examples/README.md',
    ...documentsIn('docs'),
  ];

  test.each(documents)('%s links to files that exist', (path) => {
    const links = [...read(path).matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => join(dirname(path), link));
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });

  test.each(documents)('%s links to headings that exist', (path) => {
    const links = [...read(path).matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)];
    const missing = links.filter(([, file, heading]) => {
      const place = file === '' ? path : join(dirname(path), file);
      return !headingsOf(read(place)).includes(heading);
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });

  test.each(documents)('%s names files, folders and scripts that exist', (path) => {
    // Names in capitals, such as src/ROOM/tasks/NAME.ts, are to be replaced by the reader.
    const folders = 'bench|bin|config|docs|examples|lint|migrations|src|test';
    const paths = inCode(read(path)).filter((code) => new RegExp(`^(${folders})/[\\w./-]+$`).test(code));
    expect(paths.filter((code) => !/[A-Z]{4}/.test(code) && !existsSync(code))).toEqual([]);

    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: object };
    const named = [...read(path).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, script]) => script);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  test.each(documents)('%s names settings that exist before its commands', (path) => {
    const variables = [...read(path).matchAll(/(?<!\S)`?((?:[A-Z_]+=\S+ )+)(?:npm|npx|greyoak|docker)\b/g)]
      .flatMap(([, assignments]) => assignments.trim().split(' '))
      .map((assignment) => assignment.split('=')[0]);
    const known = [...VARIABLES, ...OF_TESTS, ...read('compose.yaml').matchAll(/(?<=\$\{)\w+/g)].map(String);
    expect(variables.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('names benchmarks that exist', () => {
    const { scripts } = JSON.parse(read('bench/package.json')) as { readonly scripts: object };
    const named = documents.flatMap((path) => [...read(path).matchAll(/npm --prefix bench run ([\w:]+)/g)]);
    expect(named.length).toBeGreaterThan(5);
    expect(named.map(([, script]) => script).filter((script) => !(script in scripts))).toEqual([]);
  });

  test('shows commands and options that the command line knows', async () => {
    // This import loads the whole program, so only the test that needs it does it.
    const { run } = await import('./support/process/terminal.js');
    const helpOf = async (...words: readonly string[]) => (await run([...words, '--help'])).out;
    const namesIn = (help: string) =>
      [...(help.split('Commands:\n')[1] ?? '').matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    const texts = documents.filter((path) => path !== 'CHANGELOG.md').map(read);
    const shown = texts.flatMap((text) => [
      ...text.matchAll(/(?<=[`$ ])greyoak ((?:[a-z]+\b ?)+)([^\n`&|]*)/g),
    ]);
    const helps = new Map<string, string>();
    const faults: string[] = [];
    for (const [line, words, rest] of shown) {
      const [command, sub] = words.split(' ');
      const outer = helps.get(command) ?? (await helpOf(command));
      helps.set(command, outer);
      const name = namesIn(outer).includes(sub) ? `${command} ${sub}` : command;
      const help = helps.get(name) ?? (await helpOf(...name.split(' ')));
      helps.set(name, help);
      const options = [...rest.matchAll(/(?<= )--[a-z-]+/g)].map(([option]) => option);
      if (help === '' || options.some((option) => !help.includes(option))) faults.push(line);
    }
    expect(faults).toEqual([]);
    expect(helps.size).toBeGreaterThan(15);
  }, 60_000);
});

describe('docs/operations.md', () => {
  test('has the tables of settings as `npm run generate` writes them', () => {
    expect(read('docs/operations.md')).toContain(settingsTables(SECTIONS));
  });
});

describe('docs/reference', () => {
  test('is what `npm run generate` writes', async () => {
    const pages = referencePages(buildGreyoakSchema(), await readDocuments());
    for (const [name, text] of pages) expect(read(join('docs/reference', name))).toBe(text);
    expect(readdirSync('docs/reference').sort()).toEqual([...pages.keys(), 'examples.md'].sort());
  });

  test('links to sections that exist', () => {
    const pages = documentsIn('docs/reference');
    const anchors = (path: string) =>
      [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\w\- ]/g, '')
          .replaceAll(' ', '-'),
      );
    const known = new Map(documentsIn('docs').map((path) => [path, anchors(path)]));
    const links = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#:]+)#([^)]+)\)/g)].map(([, path, anchor]) => [
        join(dirname(page), path),
        anchor,
      ]),
    );
    expect(links.length).toBeGreaterThan(1000);
    expect(links.filter(([path, anchor]) => !known.get(path)?.includes(anchor))).toEqual([]);
  });
});

describe('docs/access.md', () => {
  test('has the tables of scopes and rules as `npm run generate` writes them', () => {
    expect(read('docs/access.md')).toContain(accessTables(buildGreyoakSchema()));
  });
});
