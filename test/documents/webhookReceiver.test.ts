/** The receiver that a document shows takes what we sign, and nothing else. */
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { secretOf } from '../../src/live/alerts/webhooks/secretOf.js';
import { signed } from '../../src/live/alerts/webhooks/signature.js';
import { AuthKey } from '../../src/access/authKey.js';
import { documentPaths } from '../support/documents/documentPaths.js';

type IsGenuine = (secret: string, headers: object, body: Buffer) => boolean;

const SHOWN = /^```js\n((?:(?!^```$)[\s\S])*?export function isGenuine[\s\S]*?)^```$/m;

test('the shown function tells our deliveries from others', async () => {
  const [code] = documentPaths().flatMap((path) => SHOWN.exec(readFileSync(path, 'utf8'))?.[1] ?? []);
  const module = `data:text/javascript,${encodeURIComponent(code)}`;
  const { isGenuine } = (await import(module)) as { readonly isGenuine: IsGenuine };
  const secret = secretOf(new AuthKey(Buffer.alloc(32, 1)), 1, 1);
  const body = Buffer.from('{"message":"₹ 1"}');
  const headers = signed(secret, 'id', body.toString(), new Date());
  const old = signed(secret, 'id', body.toString(), new Date(Date.now() - 600_000));
  expect(isGenuine(secret, headers, body)).toBe(true);
  expect(isGenuine(secret, headers, Buffer.from('{}'))).toBe(false);
  expect(isGenuine(secret, old, body)).toBe(false);
  expect(isGenuine(secret, {}, body)).toBe(false);
});
