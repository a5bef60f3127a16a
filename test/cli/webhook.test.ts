import { describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import { signed } from '../../src/live/alerts/webhooks/signature.js';
import { freePort } from '../support/network/freePort.js';
import { run } from '../support/process/terminal.js';
import { eventually } from '../support/time/eventually.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = new Date('2026-11-22T06:00:00Z');
const BODY = JSON.stringify({
  ...{ id: 'x', change: 'RAISED', at: '2026-11-22T05:59:59.000Z', severity: 'HIGH', stock: 'ABC.NS' },
  message: 'Risk of ABC.NS is 63.20,\nabove 60.\u001b[2J',
});

/** Sends a request, and returns the status of the answer. */
function send(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test('prints each delivery that is signed with the secret, answers as it is told, and refuses others', async () => {
  const port = await freePort();
  let err = '';
  const args = ['--secret', SECRET, '--port', String(port), '--status', '503', '--count', '3'];
  const listening = run(['webhook', 'listen', ...args], { err: (text) => (err += text) });
  await eventually(() => err !== '');
  const url = `http://127.0.0.1:${port}/`;
  expect(err).toBe(`Listening for deliveries at http://127.0.0.1:${port}; Ctrl-C ends it.\n`);
  const headers = { ...signed(SECRET, 'one', BODY, NOW) };
  expect(await send(url, BODY, headers)).toBe(503);
  expect(await send(url, BODY, headers)).toBe(503);
  expect(await send(url, `${BODY} `, headers)).toBe(401);
  expect(await send(url, BODY, {})).toBe(401);
  expect(await send(url, 'x'.repeat(300_000), headers).catch(() => 413)).toBe(413);
  const old = { ...signed(SECRET, 'two', BODY, new Date(NOW.getTime() - 3_600_000)) };
  expect(await send(url, BODY, old)).toBe(401);
  expect(await send(url, '[]', { ...signed(SECRET, 'three', '[]', NOW) })).toBe(503);
  const line = '2026-11-22T05:59:59.000Z RAISED HIGH ABC.NS Risk of ABC.NS is 63.20, above 60.\uFFFD[2J';
  expect(await listening).toMatchObject({
    code: 0,
    out:
      `${line} (one, answered 503)\n${line} (one again, answered 503)\n` +
      'a body that we do not know (three, answered 503)\n',
  });
  expect(err.split('\n').slice(1, -1)).toEqual([
    'refused: expected a webhook-signature by this secret, got another one',
    'refused: expected the headers webhook-id, webhook-timestamp and webhook-signature, got not all of them',
    'refused: expected at most 262144 bytes, got more',
    'refused: expected a webhook-timestamp of the last 300 s, got another one',
  ]);
}, 30_000);

describe('refuses', () => {
  test.each([
    [['--secret', 'abc'], 1, 'Expected a secret such as whsec_…, got another text of 3 characters'],
    [['--secret', SECRET, '--port', '65536'], 2, 'not a whole number from 0 to 65535'],
    [['--secret', SECRET, '--status', '199'], 2, 'not a whole number from 200 to 599'],
    [['--secret', SECRET, '--host', '192.0.2.1'], 1, 'Cannot listen on 192.0.2.1, port 9000 (EADDRNOTAVAIL)'],
    [[], 2, "required option '--secret <secret>' not specified"],
  ])('%j', async (args, code, part) => {
    const outcome = await run(['webhook', 'listen', ...args]);
    expect(outcome).toMatchObject({ code, out: '', err: expect.stringContaining(part) });
  });
});
