/** Runs the commands that documents show, in a copy of the project, next to the service that README.md starts. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandBlocks, type CommandBlock } from '../support/documents/commandBlocks.js';
import { documentPaths } from '../support/documents/documentPaths.js';
import { DocumentShell } from '../support/documents/documentShell.js';
import { printedAs } from '../support/documents/printedAs.js';
import { scratchCopy } from '../support/documents/scratchCopy.js';
import { writeShownMarket } from '../support/documents/writeShownMarket.js';
import { udiffFile } from '../support/market/udiff.js';
import { freePort } from '../support/network/freePort.js';
import { removeHome } from '../support/process/greyoakProcess.js';
import { inheritedEnv } from '../support/process/inheritedEnv.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

/**
 * Commands that cannot run here, with the reason and what is tested instead. Each is found by a pattern, in all documents
 * whose paths start in this way.
 */
const LEFT_OUT: readonly (readonly [path: string, command: RegExp, reason: string])[] = [
  ['README.md', /^npm ci && npm start$/, 'service.test.ts starts the service with the sample market'],
  ['README.md', /^npm ci && npm test$/, '.ci/run runs it, and this is one of its tests'],
  ['CONTRIBUTING.md', /^npm (ci|start|test)$/, 'the same as in README.md'],
  ['CONTRIBUTING.md', /^npm run jest -- test\/scoring$/, 'npm test runs these tests'],
  [
    'CONTRIBUTING.md',
    /^npm run build && npm run generate$/,
    'npm test builds, and documents.test.ts compares each generated file with what is generated',
  ],
  [
    'docs/',
    /^(MIGRATION_)?DATABASE_URL=postgres:\/\/.*…/,
    'it needs a PostgreSQL with these two roles: serviceRole.database.test.ts runs the same',
  ],
  ['docs/operations.md', /^node bin\/greyoak\.js serve$/, 'README.md starts the same service by npm start'],
  ['docs/backup.md', /\bage -r /, 'it needs a program and a key of the reader'],
  ['docs/backup.md', /^npm ci$/, 'the same as in README.md'],
  [
    'docs/client.md',
    /^(npm run pack:client|cd \.\.\/my-page )/,
    'bundle.test.ts packs and installs the helper',
  ],
  ['docs/', /greyoak\.js webhook listen /, 'it needs the secret of a webhook: webhook.test.ts runs it'],
  [
    'docs/documents.md',
    /^curl -H .*\/documents$/,
    'it needs a key and a file: uploads.test.ts sends the form',
  ],
  [
    'docs/reports.md',
    / check-report /,
    'it needs the file of a report: reports.test.ts checks those that it gets',
  ],
  ['docs/runbook.md', /^journalctl /, 'it needs systemd'],
  ['docs/runbook.md', /^psql /, 'runbook.database.test.ts sends each statement of the runbook'],
  ['docs/runbook.md', /status="5/, 'a service without failures has none of these lines'],
  ['docs/runbook.md', /keys revoke 7$/, 'it needs a key of the reader: keys.test.ts revokes one'],
  ['examples/README.md', /^npm start$/, 'the same as in README.md'],
  [
    'examples/README.md',
    /^npm run example$/,
    'livePage.test.ts builds the same page, and looks at it in a browser',
  ],
  ['docs/performance.md', /^(npm ci && )?npm --prefix bench /, '.ci/run starts each benchmark once'],
];

/** What stands for a value of the reader's own, or of this test. */
const valuesIn = (port: number, folder: string): readonly (readonly [string, string])[] => [
  ['127.0.0.1:4000', `127.0.0.1:${port}`],
  ['main.js SYNMETAL11.NS', `main.js SYNMETAL11.NS http://127.0.0.1:${port}/graphql`],
  ['--head 4711:5c1f…', '--head "$(node bin/greyoak.js audit head)"'],
  ...['/backups', '/kept', '/srv'].map((path) => [` ${path}/`, ` ${folder}${path}/`] as const),
  ['=/srv/', `=${folder}/srv/`],
  ['--date 2026-11-27', '--date 2024-10-08'],
  ['--since 2026-11-26', '--since 2024-10-08'],
  ['--from 2026-11-01 --to 2026-11-27', '--from 2024-10-07 --to 2024-10-08'],
];

/** The last command of a block that starts a service. The first such block starts the one that all others use. */
const SERVES = /(^| )(npm start|greyoak\.js serve)$/;

const isLeftOut = (document: string, command: string): boolean =>
  LEFT_OUT.some(([path, pattern]) => document.startsWith(path) && pattern.test(command));
const shown = documentPaths().flatMap((document) =>
  commandBlocks(document).map(({ place, commands }) => ({
    document,
    place,
    commands: commands.filter(({ command }) => !isLeftOut(document, command)),
  })),
);
const blocks = shown.filter(({ commands }) => commands.length > 0);
const serving = blocks.filter(({ commands }) => SERVES.test(commands.at(-1)?.command ?? ''));
const [first, ...otherServices] = serving;

let folder: string;
let home: string;
let url: string;
let shell: DocumentShell;
let values: readonly (readonly [string, string])[];

const scriptOf = ({ commands }: CommandBlock): string =>
  values.reduce(
    (text, [placeholder, value]) => text.replaceAll(placeholder, value),
    commands.map(({ command }) => command).join('\n'),
  );

beforeAll(async () => {
  folder = await temporaryFolder();
  // README.md exports this one.
  home = join(folder, 'nse-store');
  await scratchCopy(folder);
  for (const name of ['nse', 'downloads', 'user', 'backups', 'kept', 'srv']) await mkdir(join(folder, name));
  await writeShownMarket(join(folder, 'nse'));
  await writeFile(
    join(folder, 'downloads', 'today.csv'),
    udiffFile('2024-10-08', [{ symbol: 'SYNMETAL11' }]),
  );
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/portfolios.md', 'utf8')) ?? [];
  await writeFile(join(folder, 'case.json'), example);
  await writeFile(join(folder, 'greyoak.log'), '{"requestId":"the-id"}\n');
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  values = valuesIn(port, folder);
  shell = new DocumentShell(folder, {
    ...inheritedEnv(),
    HOME: join(folder, 'user'),
    GREYOAK_HOME: home,
    PORT: String(port),
    ...{ GREYOAK: url, METRICS: url, METRICS_TOKEN: 'not-needed-while-access-is-open-0' },
    // Nothing is to be downloaded.
    npm_config_registry: 'http://127.0.0.1:1/',
    npm_config_update_notifier: 'false',
  });
  await shell.serve(scriptOf(first), url);
  await copyFile(join(home, 'auth-key'), join(folder, 'kept/auth-key'));
}, 120_000);
afterAll(async () => {
  await shell?.endService();
  const restored = ['greyoak-new', 'greyoak', 'drill'].map((name) => join(folder, 'srv', name));
  for (const each of [home, ...restored]) await removeHome(each);
  await remove(folder);
}, 60_000);

test('README.md starts the service that the others use', () => expect(first.document).toBe('README.md'));

test.each(LEFT_OUT)('%s… shows a command like %s, which is left out', (path, pattern) => {
  const paths = documentPaths().filter((document) => document.startsWith(path));
  const commands = paths.flatMap(commandBlocks).flatMap((block) => block.commands);
  expect(commands.filter(({ command }) => pattern.test(command))).not.toEqual([]);
});

describe.each(blocks.filter((block) => !serving.includes(block)))('$place', (block) => {
  const { commands } = block;
  test(`${commands.map(({ command }) => command).join('; ')} does as the document says`, async () => {
    const { code, out, err } = await shell.run(scriptOf(block));
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    const printed = commands.flatMap(({ prints }) => prints);
    if (printed.length > 0) expect(out.trimEnd()).toMatch(printedAs(printed));
  }, 60_000);
});

test.each(otherServices)(
  '$place starts a service',
  async (block) => {
    await shell.endService();
    await shell.serve(scriptOf(block), url);
  },
  60_000,
);
