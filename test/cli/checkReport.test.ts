/** A report that was handed on, checked without a service and by asking one again. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { repeatsKey } from '../../src/companies/reports/check/repeatsKey.js';
import { canonicalHash } from '../../src/canonicalHash.js';
import { jsonOf } from '../../src/companies/reports/files/json/jsonOf.js';
import {
  SMALL_ANSWERS,
  smallReport,
  smallReportFile,
  type SmallAnswers,
} from '../support/companies/smallReport.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let folder: string;
let path: string;
let server: Server;
let url: string;
/** What the service answers to the first and the second question; a number is a status. */
let answers: Readonly<Record<string, unknown>>;
let asked: { readonly headers: IncomingHttpHeaders; readonly query: string }[] = [];
let redirects = false;

beforeAll(async () => {
  folder = await temporaryFolder();
  path = join(folder, 'report.json');
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (text) => (body += String(text)));
    request.on('end', () => {
      const { query } = JSON.parse(body) as { query: string };
      asked.push({ headers: request.headers, query });
      if (redirects) {
        response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
        return;
      }
      const answer = answers[query.includes('stock(') ? 'company' : 'risk'];
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  asked = [];
  redirects = false;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await remove(folder);
});

const withData = (given: SmallAnswers = SMALL_ANSWERS) =>
  Object.fromEntries(Object.entries(given).map(([name, data]) => [name, { data }]));

async function check(text: string | Buffer, args: readonly string[] = [], env: Record<string, string> = {}) {
  await writeFile(path, text);
  return run(['check-report', path, ...args], { env });
}

/** A content that can be changed. */
interface Changeable {
  findings: { sentence: string }[];
  tables: {
    id: string;
    title: string;
    columns: { unit: string | null }[];
    rows: (string | number | null)[][];
  }[];
}

/** The file of a report that was changed, with a hash that fits. */
function forged(change: (content: Changeable) => unknown): string {
  const document = smallReport();
  const content = structuredClone(document.content);
  change(content as unknown as Changeable);
  return jsonOf({ ...document, content, hash: canonicalHash(content) });
}

const HASH = smallReport().hash;
const OF_FILE =
  /The questions and paths are those of the file, because this release has version \d+ of the template\.\n/;
const HEAD = 'COMPANY of ALPHA.NS on 2024-10-08, by version 9 of the template.\n';
const UNCHANGED = `The content is unchanged: its hash is ${HASH}, as the file states.\n`;

describe('without a service', () => {
  test('an unchanged file is confirmed, also where it was written in another layout', async () => {
    for (const text of [smallReportFile(), JSON.stringify(JSON.parse(smallReportFile()))]) {
      const { code, out, err } = await check(text);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out.replace(OF_FILE, '')).toBe(`${HEAD}${UNCHANGED}`);
    }
  });

  test.each([
    ['a number', '0.1]', '0.2]'],
    ['a number by the last digit', '0.1]', '0.10000000000000002]'],
    ['a null', 'null]', '0]'],
    ['a number to a text', '0.1]', '"0.1"]'],
    ['a sentence', 'eps is not known.', 'eps is known.'],
    ['a unit', '"unit":"INR_CRORE"', '"unit":"PERCENT"'],
    ['a key within', '"kind":"COMPANY","inputs"', '"kind":"COMPANY","note":1,"inputs"'],
    ['a hidden key', '"kind":"COMPANY","inputs"', '"kind":"COMPANY","__proto__":{"a":1},"inputs"'],
    ['its hash', HASH, HASH.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
  ])('%s that was changed is told', async (_what, from, to) => {
    const text = JSON.stringify(JSON.parse(smallReportFile()));
    const at = text.indexOf(from, text.indexOf('"content"') * Number(from !== HASH));
    expect(at).toBeGreaterThan(0);
    const { code, out, err } = await check(text.slice(0, at) + to + text.slice(at + from.length));
    expect({ code, err }).toEqual({ code: 4, err: '' });
    expect(out).toMatch(
      /The content or its hash was changed: the hash is [0-9a-f]{64}, and the file states [0-9a-f]{64}\./,
    );
  });

  test('a head that says something else than the content is told', async () => {
    const text = smallReportFile().replace('"ticker":"ALPHA.NS"', '"ticker":"BETA.NS"');
    const { code, out } = await check(text);
    expect([code, out.includes('The head of the file was changed')]).toEqual([4, true]);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /got one that is no JSON/],
    ['cut off', smallReportFile().slice(0, -20), /got one that is no JSON/],
    ['another JSON', '[]', /got another \(the whole: /],
    ['null', 'null', /got another \(the whole: /],
    ['nested too deeply', '['.repeat(1_000_000), /got one that is no JSON/],
    ['of Latin-1', Buffer.from('{"a": "\xe9"}', 'latin1'), /got one that is not in UTF-8/],
    [
      'with a short hash',
      smallReportFile().replace(HASH, HASH.slice(1)),
      /got another \(hash: not 64 hexadecimal/,
    ],
    [
      'with a hash in upper case',
      smallReportFile().replace(HASH, HASH.toUpperCase()),
      /got another \(hash: /,
    ],
    [
      'with two hashes',
      smallReportFile().replace('"hash":', `"hash": "${'0'.repeat(64)}", "hash":`),
      /a key twice/,
    ],
    [
      'with two cells in one',
      smallReportFile().replace('"sales",0.1', '"sales",0.1,1'),
      /a row has more or fewer cells/,
    ],
    [
      'with an endless number',
      smallReportFile().replace('"sales",0.1', '"sales",1e999'),
      /got another \(content/,
    ],
    [
      'nested too deeply within',
      smallReportFile().replace('"hash":', `"more": ${'['.repeat(50_000)}${']'.repeat(50_000)}, "hash":`),
      /got one that is nested too deeply/,
    ],
    [
      'with an endless number in its layout',
      smallReportFile().replace(/"variables": ?{/, '$&"a":1e999,'),
      /or has endless numbers/,
    ],
    ['too long', ' '.repeat(2 ** 24 + 1), /at most 16777216 bytes, got a longer one/],
  ])('a file that is %s is refused', async (_what, text, message) => {
    const { code, out, err } = await check(text);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });

  test('a path that cannot be read is told', async () => {
    for (const one of [folder, join(folder, 'none.json')]) {
      const { code, err } = await run(['check-report', one]);
      expect([code, err]).toEqual([1, expect.stringContaining(`${one} cannot be read: `)]);
    }
  });
});

describe('with a service', () => {
  test('a report whose numbers hold is confirmed', async () => {
    answers = withData();
    const { code, out, err } = await check(smallReportFile(), ['--url', `${url}/`]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.replace(OF_FILE, '')).toBe(
      `${HEAD}${UNCHANGED}6 cells and 1 findings asked again: all are the same.\n`,
    );
    expect(asked).toHaveLength(2);
    expect(asked[0].headers['authorization']).toBeUndefined();
  });

  test('each cell and finding that differs is named', async () => {
    const figures = [
      { code: 'sales', value: 0.2 },
      { code: 'eps', value: 3 },
      { code: 'opm', value: 1 },
    ];
    answers = withData({ ...SMALL_ANSWERS, company: { stock: { name: 'Alpha', figures } } });
    const { code, out } = await check(smallReportFile(), ['--url', url]);
    expect(code).toBe(4);
    expect(out).toContain('Differs: figures, sales, value: 0.1 in the file, 0.2 now.\n');
    expect(out).toContain('Differs: figures, eps, value: nothing in the file, 3 now.\n');
    expect(out).toMatch(/Differs: figures, opm: /);
    expect(out).toMatch(/Differs: finding, NOT_KNOWN: /);
    expect(out).toMatch(/6 cells and 1 findings asked again: 4 differ\.\n$/);
  });

  test('a forged file whose hash fits is found out', async () => {
    answers = withData();
    const differing = [
      forged((content) => (content.tables[0].rows[0][1] = 0.3)),
      forged((content) => content.tables[0].rows.pop()),
      forged((content) => content.tables.pop()),
      forged((content) => content.tables.push({ ...content.tables[0], id: 'more' })),
      forged((content) => (content.findings = [])),
      forged((content) => (content.findings[0].sentence = 'All is known.')),
      forged((content) => (content.tables[0].columns[1].unit = 'RUPEES')),
      forged((content) => content.tables[0].rows.reverse()),
      forged((content) => (content.tables[1].title = 'Safety')),
    ];
    for (const text of differing) {
      const { code, out } = await check(text, ['--url', url]);
      expect(out).toContain('The content is unchanged');
      expect(out).toContain('\nDiffers: ');
      expect(code).toBe(4);
    }
  });

  test('what the caller may not see is told apart from what differs', async () => {
    const errors = [{ message: 'You need the scope RISK_READ.', extensions: { code: 'FORBIDDEN' } }];
    const whole = withData();
    answers = { ...whole, risk: { errors } };
    const { code, out } = await check(smallReportFile(), ['--url', url]);
    expect(code).toBe(4);
    expect(out).toContain(
      'Not compared: risk, because FORBIDDEN: You need the scope RISK_READ. It has the tables risk.\n' +
        'Not compared: the findings, because they are of all questions.\n' +
        '4 cells asked again: all are the same.\n',
    );
    expect(out).not.toContain('Differs');
    answers = { ...whole, company: { data: { stock: null } } };
    const second = await check(smallReportFile(), ['--url', url]);
    expect(second.out).toContain(
      'Not compared: company, because the service answers that it does not exist, or not for this caller.',
    );
    // An answer with an error is none, because its nulls are not those of the store.
    answers = { ...whole, risk: { data: { risk: null }, errors: [{ message: 'It took too long.' }] } };
    const third = await check(smallReportFile(), ['--url', url]);
    expect(third.out).toContain('Not compared: risk, because an error: It took too long. It has');
  });

  test('the key of the environment is sent, and to this host alone', async () => {
    answers = withData();
    const env = { GREYOAK_API_KEY: 'gok_1' };
    expect((await check(smallReportFile(), ['--url', url], env)).code).toBe(0);
    expect(asked[0].headers['authorization']).toBe('Bearer gok_1');
    redirects = true;
    const { code, err } = await check(smallReportFile(), ['--url', url], env);
    expect([code, err]).toEqual([1, expect.stringContaining('another one with status 302: check --url')]);
    for (const other of ['http://scores.example', 'http://127.0.0.1.scores.example']) {
      const refused = await check(smallReportFile(), ['--url', other], env);
      expect([refused.code, refused.err]).toEqual([
        1,
        expect.stringContaining('Expected an address of https'),
      ]);
    }
    answers = {
      company: { errors: [{ message: 'It is revoked.', extensions: { code: 'UNAUTHENTICATED' } }] },
    };
    redirects = false;
    expect((await check(smallReportFile(), ['--url', url], env)).err).toContain(
      'that counts in GREYOAK_API_KEY, got: It is revoked.',
    );
  });

  test.each([
    '',
    'scores.example',
    'ftp://scores.example',
    'https://me:secret@scores.example',
    'https://scores.example/?key=secret',
  ])('the address %j is refused, without a secret in the message', async (address) => {
    const { code, err } = await check(smallReportFile(), ['--url', address]);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/Expected (the address of a service|an address without)/),
    ]);
    expect(err).not.toContain('secret');
  });

  test('nothing is sent where a file asks for more than queries', async () => {
    answers = withData();
    for (const operation of [
      'mutation { deleteReport(id: "1") { id } }',
      'subscription { a }',
      '{ a } { b }',
      'type A { b: Int }',
      '{',
    ]) {
      const document = smallReport();
      const template = {
        ...document.template,
        questions: { ...document.template.questions, risk: operation },
      };
      const questions = document.questions.map((question) =>
        question.name === 'risk' ? { ...question, document: operation } : question,
      );
      const { code, err } = await check(jsonOf({ ...document, template, questions }), ['--url', url]);
      expect([code, err]).toEqual([1, expect.stringContaining('that this release cannot read')]);
    }
    // What is asked is what the layout says.
    const document = smallReport();
    const questions = [{ ...document.questions[0], document: 'mutation { deleteReport(id: "1") { id } }' }];
    const { code, out } = await check(jsonOf({ ...document, questions }), ['--url', url]);
    expect([code, out]).toEqual([
      4,
      expect.stringContaining('The questions or paths of the file were changed'),
    ]);
    expect(asked.every(({ query }) => query.startsWith('query'))).toBe(true);
  });

  test.each(['<html>', '{}', '{"data":null}', '{"errors":[1]}', '{"data":7}'])(
    'what answers %s is no service',
    async (answer) => {
      answers = { company: answer, risk: answer };
      const { code, err } = await check(smallReportFile(), ['--url', url]);
      expect([code, err]).toEqual([
        1,
        expect.stringContaining('Expected an answer of GraphQL from 127.0.0.1'),
      ]);
    },
  );

  test('an answer of another form is told as a fault of the file', async () => {
    answers = withData({ ...SMALL_ANSWERS, risk: { risk: [{ part: { no: 'cell' } }] } });
    const { code, err } = await check(smallReportFile(), ['--url', url]);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('Expected paths of the file that fit its questions'),
    ]);
  });

  test('a service that does not answer is told', async () => {
    const { code, err } = await check(smallReportFile(), ['--url', 'http://127.0.0.1:1']);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('Expected an answer of the service at 127.0.0.1:1, got none'),
    ]);
  });
});

test.each([
  ['{"a":1,"b":{"a":2}}', false],
  ['{"a":1,"a":1}', true],
  ['[{"a":[{"b":1,"b":2}]}]', true],
  ['{"a":"\\"b\\":1,\\"b\\":"}', false],
  ['{"a\\u0062":1,"ab":2}', true],
  ['{"__proto__":1,"a":2}', false],
  ['{"a" \n :1}', false],
  ['"a"', false],
])('repeatsKey of %s', (json, expected) => {
  expect(repeatsKey(json, JSON.parse(json))).toBe(expected);
});
