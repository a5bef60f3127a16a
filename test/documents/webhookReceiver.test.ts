/** The receiver that a document shows takes what we sign, and nothing else. */
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { secretOf } from '../../src/live/alerts/webhooks/secretOf.js';
import { messageOf } from '../../src/live/alerts/webhooks/messageOf.js';
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

test('the shown body is what is sent', () => {
  const [, text] = /^```json\n([\s\S]*?)^```$/m.exec(readFileSync('docs/webhooks.md', 'utf8')) ?? [];
  const shown = JSON.parse(text) as Record<string, never>;
  const { alert, rule } = shown as unknown as Record<'alert' | 'rule', Record<string, never>>;
  const idIn = (id: string) => Number(Buffer.from(id, 'base64url').toString().split(':')[1]);
  const sent = messageOf({
    ...{ webhook_id: 1, position: 1, attempts: 0, url: '', generation: 1 },
    ...{ id: shown['id'], change: shown['change'], at: new Date(shown['at']), value: shown['value'] },
    ...{ state: shown['state'], severity: shown['severity'], message: shown['message'] },
    ...{ ticker: shown['stock'], day: shown['date'], alert_id: idIn(alert['id']), rule_id: idIn(rule['id']) },
    ...{ previous: alert['previous'], threshold: alert['threshold'], band: alert['band'] },
    ...{ rule_name: rule['name'], metric: rule['metric'], comparator: rule['comparator'] },
  });
  expect(sent).toBe(JSON.stringify(shown));
});
