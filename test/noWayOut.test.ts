/** The service calls no address and runs no command, so that no input can choose one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** The page and the client run where their user is. */
const ELSEWHERE = /^(web|client)\//;

/** It runs git while the project is built, and no file of the service imports it. */
const OF_THE_BUILD = 'writeCommit.ts';

const SOURCES = readdirSync('src', { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts') && !ELSEWHERE.test(name))
  .map((name) => [name, readFileSync(join('src', name), 'utf8')] as const);

const filesWith = (pattern: RegExp): string[] =>
  SOURCES.filter(([, text]) => pattern.test(text)).map(([name]) => name);

/** The embedded PostgreSQL is found by a socket within the home. */
const isOfTheEmbedded = (name: string): boolean => name.startsWith('database/embedded/');

test('no file of the service sends requests', () => {
  expect(SOURCES.length).toBeGreaterThan(100);
  // A class may have a method of this name.
  expect(filesWith(/([=(,:?>]|\breturn|\bawait)\s*fetch\(/)).toEqual([]);
  expect(filesWith(/new WebSocket\(|from '(undici|node:http2|node:dgram)'/)).toEqual([]);
  const connecting = filesWith(
    /import (?!type)[^;]*\b(request|get|connect|createConnection)\b[^;]*from 'node:(https?|net|tls)'/,
  );
  expect(connecting.filter((name) => !isOfTheEmbedded(name))).toEqual([]);
  expect(filesWith(/\b(http|https|net|tls)\.(request|get|connect|createConnection)\(/)).toEqual([]);
});

test('only the embedded PostgreSQL is a process of the service, and no shell starts it', () => {
  const starting = filesWith(/from 'node:child_process'/);
  expect(starting.filter((name) => !isOfTheEmbedded(name))).toEqual([OF_THE_BUILD]);
  expect(filesWith(/from '.*\/writeCommit\.js'/)).toEqual([]);
  expect(filesWith(/\bexec(Sync)?\(['"`]|shell: /)).toEqual([]);
});

test('no file of the service makes code of a text', () => {
  expect(filesWith(/(?<![.\w])eval\(|new Function\(|from 'node:vm'/)).toEqual([]);
});
