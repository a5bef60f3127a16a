/**
 * The service runs no command that a caller or an answer chooses, and calls no address that one chooses but those of webhooks.
 * Feeds ask addresses and run commands of the file of the operator.
 */
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

/**
 * Where feeds leave the service, each by one file. Addresses and commands are taken from the file of feeds, which the operator
 * writes. Redirects stay within the host of the feed, or lead to hosts that the file lists.
 */
const FEED_BY_HTTP = 'market/feeds/httpLocation.ts';
const FEED_BY_COMMAND = 'market/feeds/commandLocation.ts';

/** Where webhooks leave it. It checks each address before it connects, follows no redirect and reads no answer. */
const WEBHOOKS = 'live/alerts/webhooks/postTo.ts';

/** Documents are read in a process of their own, always with the same program, which gets the path of a file by a message. */
const READING = 'companies/documents/reading/answerOfProcess.ts';

/** The user of the command names the address; the service has no part in it. */
const SERVICE_CLIENT = 'cli/serviceClient.ts';

/** The embedded PostgreSQL is found by a socket within the home. */
const isOfTheEmbedded = (name: string): boolean => name.startsWith('database/embedded/');

test('only feeds, webhooks and the command that checks a report send requests, by one file each', () => {
  expect(SOURCES.length).toBeGreaterThan(100);
  // A class may have a method of this name.
  expect(filesWith(/([=(,:?>]|\breturn|\bawait)\s*fetch\(/).sort()).toEqual([SERVICE_CLIENT, FEED_BY_HTTP]);
  expect(filesWith(/new WebSocket\(|from '(undici|node:http2|node:dgram)'/)).toEqual([]);
  const connecting = filesWith(
    /import (?!type)[^;]*\b(request|get|connect|createConnection)\b[^;]*from 'node:(https?|net|tls)'/,
  );
  expect(connecting.filter((name) => !isOfTheEmbedded(name))).toEqual([WEBHOOKS]);
  expect(filesWith(/\b(http|https|net|tls)\.(request|get|connect|createConnection)\(/)).toEqual([]);
});

test('only the embedded PostgreSQL, readers of documents and commands of feeds are processes, and no shell starts them', () => {
  const starting = filesWith(/from 'node:child_process'/);
  expect(starting.filter((name) => !isOfTheEmbedded(name)).sort()).toEqual([
    READING,
    FEED_BY_COMMAND,
    OF_THE_BUILD,
  ]);
  expect(filesWith(/from '.*\/writeCommit\.js'/)).toEqual([]);
  expect(filesWith(/\bexec(Sync)?\(['"`]|shell: /)).toEqual([]);
});

test('only the task of feeds leads to the files by which they leave', () => {
  const users = filesWith(/from '.*\/(httpLocation|commandLocation)\.js'/);
  expect(users).toEqual(['market/feeds/fetchDay.ts']);
  expect(filesWith(/from '.*\/fetchDay\.js'/)).toEqual(['market/tasks/fetchFeed.ts']);
});

test('only the command that checks a report leads to the file by which it asks a service', () => {
  expect(filesWith(/import \{[^}]*ServiceClient[^}]*\} from '.*\/serviceClient\.js'/)).toEqual([
    'cli/checkReport.ts',
  ]);
  expect(filesWith(/from '.*\/checkReport\.js'|import\('.*\/checkReport\.js'\)/)).toEqual([
    'cli/commands.ts',
  ]);
});

test('only the task of webhooks leads to the file by which they leave', () => {
  expect(filesWith(/from '.*\/postTo\.js'/)).toEqual([
    'live/alerts/webhooks/courier.ts',
    'live/alerts/webhooks/webhookServices.ts',
  ]);
  expect(filesWith(/from '.*\/courier\.js'/)).toEqual(['live/tasks/deliverWebhooks.ts']);
});

test('no file of the service makes code of a text', () => {
  expect(filesWith(/(?<![.\w])eval\(|new Function\(|from 'node:vm'/)).toEqual([]);
});
