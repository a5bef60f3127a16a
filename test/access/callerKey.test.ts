import { describe, expect, test } from '@jest/globals';
import { callerAt } from '../../src/access/caller.js';
import { callerKey } from '../../src/access/callerKey.js';

describe('the name that limits count by', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:c000:0201', '192.0.2.1'],
    ['192.0.2.1:50123', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:50123', '192.0.2.1'],
  ])('is the IPv4 address of %s', (address, key) => {
    expect(callerKey(address)).toBe(key);
  });

  test.each([
    ['2001:db8:1:2::1'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff'],
    ['2001:0DB8:0001:0002:a:b:c:d'],
    ['2001:db8:1:2:0:0:192.0.2.1'],
    ['[2001:db8:1:2::1]'],
    ['[2001:db8:1:2::1]:443'],
    ['2001:db8:1:2::1%eth0'],
  ])('is the /64 of %s', (address) => {
    expect(callerKey(address)).toBe('2001:db8:1:2::/64');
  });

  test('differs for other networks', () => {
    const keys = ['2001:db8:1:2::1', '2001:db8:1:3::1', '2001:db8:2:2::1', 'fe80::1', '::1', '127.0.0.1'];
    expect(new Set(keys.map(callerKey)).size).toBe(keys.length);
    expect(callerKey('::1')).toBe('::1');
  });

  test('is a text that is no address, cut short', () => {
    expect(callerKey('')).toBe('');
    expect(callerKey('unknown')).toBe('unknown');
    expect(callerKey('x'.repeat(10_000))).toBe('x'.repeat(100));
  });

  test('is that of the caller, which keeps its own address', () => {
    expect(callerAt('2001:db8:1:2::1')).toMatchObject({
      name: '2001:db8:1:2::/64',
      address: '2001:db8:1:2::1',
    });
  });
});
