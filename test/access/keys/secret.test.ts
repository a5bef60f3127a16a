import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { markOf, newSecret } from '../../../src/access/keys/secret.js';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Reads the number that the digits of a secret stand for; the last digit comes first. */
const numberOf = (secret: string): bigint =>
  [...secret.slice(4)].reduceRight((sum, digit) => sum * 62n + BigInt(DIGITS.indexOf(digit)), 0n);

const bytesOf =
  (fill: number): (() => Buffer) =>
  () =>
    Buffer.alloc(32, fill);

describe('newSecret', () => {
  test.each([0, 1, 0x7f, 0xff])('writes all 32 bytes, in 43 digits (bytes of %i)', (fill) => {
    const secret = newSecret(bytesOf(fill));
    expect(secret).toMatch(/^gok_[0-9A-Za-z]{43}$/);
    expect(numberOf(secret)).toBe(BigInt(`0x${Buffer.alloc(32, fill).toString('hex')}`));
  });

  test('makes another one each time, with each digit in each place of the prefix', () => {
    const secrets = Array.from({ length: 5_000 }, () => newSecret());
    expect(new Set(secrets).size).toBe(5_000);
    for (let place = 4; place < 12; place++) {
      // One of 62 digits is missing among 5,000 with a chance of 62 × (61/62)^5000, some 1e-33.
      expect(new Set(secrets.map((secret) => secret[place])).size).toBe(62);
    }
  });
});

describe('markOf', () => {
  test('returns the first 8 digits and SHA-256 of the whole secret', () => {
    const secret = newSecret();
    expect(markOf(secret)).toEqual({
      prefix: secret.slice(4, 12),
      hash: createHash('sha256').update(secret).digest(),
    });
  });

  test.each([
    ['nothing', ''],
    ['no gok_', newSecret().slice(4)],
    ['a digit too few', newSecret().slice(0, -1)],
    ['a digit too many', `${newSecret()}0`],
    ['a line after it', `${newSecret()}\n`],
    ['another sign', `${newSecret().slice(0, -1)}-`],
    ['capitals in gok_', newSecret().replace('gok_', 'GOK_')],
  ])('returns null for a text with %s', (_, text) => {
    expect(markOf(text)).toBeNull();
  });
});
