import { describe, expect, test } from '@jest/globals';
import { hashPassword } from '../../../src/access/passwords/hashPassword.js';
import { needsRehash } from '../../../src/access/passwords/needsRehash.js';
import { TooManyHashes } from '../../../src/access/passwords/tooManyHashes.js';
import { verifyPassword } from '../../../src/access/passwords/verifyPassword.js';

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const PHC = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;

describe('hashPassword', () => {
  test("stores argon2id with OWASP's parameters, each time with another salt", async () => {
    const hashes = [await hashPassword('correct horse'), await hashPassword('correct horse')];
    for (const hash of hashes) expect(hash).toMatch(PHC);
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(needsRehash(hashes[0])).toBe(false);
  });

  test('is of the whole password, and of its composed form', async () => {
    const password = `é${'x'.repeat(100)}`;
    const hash = await hashPassword(password, CHEAP);
    expect(await verifyPassword(hash, password.normalize('NFD'), CHEAP)).toBe(true);
    for (const other of [`${password}y`, password.slice(0, -1), password.toUpperCase(), '']) {
      expect(await verifyPassword(hash, other, CHEAP)).toBe(false);
    }
  });

  test('refuses every password where none is stored, the empty and a huge one too', async () => {
    for (const password of ['', 'correct horse', 'x'.repeat(2 ** 20)]) {
      expect(await verifyPassword(null, password, CHEAP)).toBe(false);
      expect(await verifyPassword(await hashPassword('', CHEAP), password, CHEAP)).toBe(false);
    }
  });

  test('two are hashed at a time, and a third is refused at once', async () => {
    const stored = await hashPassword('correct horse');
    const first = [hashPassword('one'), verifyPassword(stored, 'two')];
    await expect(hashPassword('three')).rejects.toThrow(TooManyHashes);
    await expect(verifyPassword(null, 'four')).rejects.toThrow(TooManyHashes);
    await Promise.all(first);
    expect(await verifyPassword(stored, 'correct horse')).toBe(true);
  });
});

describe('needsRehash', () => {
  test.each([
    ['$argon2id$v=19$m=19456,t=2,p=1$x$y', false],
    ['$argon2id$v=19$m=65536,t=3,p=4$x$y', false],
    ['$argon2id$v=19$m=4096,t=2,p=1$x$y', true],
    ['$argon2id$v=19$m=19456,t=1,p=1$x$y', true],
    ['$argon2i$v=19$m=19456,t=2,p=1$x$y', true],
  ])('of %s is %s', (stored, expected) => {
    expect(needsRehash(stored)).toBe(expected);
  });
});
