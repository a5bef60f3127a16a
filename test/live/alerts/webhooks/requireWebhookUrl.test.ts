import { describe, expect, test } from '@jest/globals';
import { AuthKey } from '../../../../src/access/authKey.js';
import { isGlobalUnicast } from '../../../../src/live/alerts/webhooks/isGlobalUnicast.js';
import { requireWebhookUrl } from '../../../../src/live/alerts/webhooks/requireWebhookUrl.js';
import { secretOf } from '../../../../src/live/alerts/webhooks/secretOf.js';
import { readSettings } from '../../../../src/settings.js';
import { UserError } from '../../../../src/userError.js';

const { webhooks: settings } = readSettings({});
const { webhooks: allowing } = readSettings({
  WEBHOOK_PORTS: '443, 8443,80',
  WEBHOOK_ALLOWED_HOSTS: 'localhost, Receiver.internal,::1,10.0.0.7',
});

const messageOf = (url: string, given = settings): string => {
  try {
    requireWebhookUrl(url, given);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error(`expected a refusal of ${url}`);
};

describe('requireWebhookUrl', () => {
  test.each([
    ['https://hooks.example.com/alerts?token=1', 'https://hooks.example.com/alerts?token=1'],
    ['https://HOOKS.example.com:443', 'https://hooks.example.com/'],
    ['https://93.184.215.14/x', 'https://93.184.215.14/x'],
    ['https://[2606:4700::1111]/x', 'https://[2606:4700::1111]/x'],
    ['https://example.com/a%23b', 'https://example.com/a%23b'],
  ])('takes %s', (given, stored) => expect(requireWebhookUrl(given, settings)).toBe(stored));

  test.each([
    'https://hooks.example.com:8443/',
    'http://localhost/x',
    'https://localhost./x',
    'http://receiver.internal:8443/',
    'https://[::1]:8443/',
    'http://10.0.0.7/',
  ])('takes %s where host and port are allowed', (given) => {
    expect(requireWebhookUrl(given, allowing)).toBe(given);
  });

  test.each([
    ['', 'that is none'],
    ['hooks.example.com/x', 'that is none'],
    [' https://example.com/', 'that is none'],
    ['https://exa\nmple.com/', 'that is none'],
    ['https://bücher.example/', 'Punycode'],
    ['https:example.com/', 'that is none'],
    ['https:/example.com/', 'that is none'],
    ['https:///example.com/', 'that is none'],
    ['https:\\\\example.com/', 'that is none'],
    ['https://example.com\\@example.org/', 'that is none'],
    [`https://example.com/${'a'.repeat(2_000)}`, 'at most 2000'],
    [`https://example.com/${'"'.repeat(700)}`, 'at most 2000'],
    ['http://example.com/', 'https'],
    ['ftp://example.com/', 'https'],
    ['file:///etc/passwd', 'https'],
    ['javascript:alert(1)', 'https'],
    ['https://user@example.com/', 'credentials'],
    ['https://:secret@example.com/', 'credentials'],
    ['https://example.com/#', 'fragment'],
    ['https://example.com/#x', 'fragment'],
    ['https://example.com:80/', 'port 80'],
    ['https://example.com:8443/', 'WEBHOOK_PORTS'],
    ['https://localhost/', 'WEBHOOK_ALLOWED_HOSTS'],
    ['https://LOCALHOST./', 'WEBHOOK_ALLOWED_HOSTS'],
    ['https://a.localhost/', 'WEBHOOK_ALLOWED_HOSTS'],
    ['https://127.1/', 'the host 127.0.0.1'],
    ['https://2130706433/', 'the host 127.0.0.1'],
    ['https://0x7f.0.0.1/', 'the host 127.0.0.1'],
    ['https://0177.0.0.1/', 'the host 127.0.0.1'],
    ['https://[::ffff:169.254.169.254]/', 'the host ::ffff:a9fe:a9fe'],
  ])('refuses %s', (given, part) => expect(messageOf(given)).toContain(part));

  test('shows neither path nor credentials in a message', () => {
    for (const url of [
      'http://example.com/TOKEN',
      'https://TOKEN:TOKEN@example.com/',
      'https://10.0.0.1/TOKEN',
    ]) {
      expect(messageOf(url)).not.toContain('TOKEN');
    }
  });

  test.each([
    ['WEBHOOK_PORTS', '0'],
    ['WEBHOOK_PORTS', '443,65536'],
    ['WEBHOOK_PORTS', ','],
    ['WEBHOOK_PORTS', 'https'],
    ['WEBHOOK_ALLOWED_HOSTS', 'http://localhost'],
    ['WEBHOOK_ALLOWED_HOSTS', 'localhost:9000'],
    ['WEBHOOK_ALLOWED_HOSTS', '*.example.com'],
    ['WEBHOOK_ALLOWED_HOSTS', '[::1]'],
  ])('refuses %s=%s', (variable, value) => {
    expect(() => readSettings({ [variable]: value })).toThrow(`${variable}: expected`);
  });
});

describe('isGlobalUnicast', () => {
  test.each(['8.8.8.8', '100.63.255.255', '100.128.0.1', '172.32.0.1', '2606:4700::1111', '2a00:1450::5'])(
    'takes %s',
    (address) => expect(isGlobalUnicast(address)).toBe(true),
  );
  test.each([
    ...['0.0.0.0', '0.1.2.3', '10.1.2.3', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.0.1'],
    ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.88.99.1'],
    ...['192.168.0.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1'],
    ...['239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::1',
      '::8.8.8.8',
      '::ffff:8.8.8.8',
      '::ffff:10.0.0.1',
      '::ffff:0:8.8.8.8',
      '64:ff9b::8.8.8.8',
    ],
    ...['64:ff9b:1::1', '100::1', '1::1', '2001::1', '2001:2::1', '2001:10::1', '2001:20::1', '2001:db8::1'],
    ...['2002:808:808::1', '3fff::1', '4000::1', '5f00::1', 'fc00::1', 'fd12::1', 'fe80::1', 'fe80::1%eth0'],
    ...['fec0::1', 'ff02::1', '', 'localhost', '1', '0x7f.0.0.1', '8.8.8.8:443', '[2606:4700::1111]'],
  ])('refuses %j', (address) => expect(isGlobalUnicast(address)).toBe(false));
});

test('secretOf differs by key, webhook and generation, and is the same each time', () => {
  const keys = [1, 2].map((seed) => new AuthKey(Buffer.alloc(32, seed)));
  const secrets = keys.flatMap((key) => [secretOf(key, 1, 1), secretOf(key, 1, 2), secretOf(key, 11, 1)]);
  expect(new Set(secrets).size).toBe(6);
  expect(secretOf(keys[0], 1, 1)).toBe(secrets[0]);
  for (const secret of secrets) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
