import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { ByteCache, ENTRY_OVERHEAD } from '../../src/http/byteCache.js';
import { measureCache } from '../../src/http/byteCacheMetrics.js';

/** What an entry of this size takes under a key of one byte. */
const taken = (size: number): number => size + 1 + ENTRY_OVERHEAD;

describe('a cache of bytes', () => {
  test('keeps entries, and counts hits and misses', () => {
    const cache = new ByteCache<{ size: number }>({ maxBytes: 100_000 });
    const entry = { size: 100 };
    expect(cache.get('a')).toBeUndefined();
    cache.set('a', entry);
    expect(cache.get('a')).toBe(entry);
    expect(cache.get('a')).toBe(entry);
    expect(cache.get('b')).toBeUndefined();
    expect([cache.hits, cache.misses, cache.entries]).toEqual([2, 2, 1]);
  });

  test('counts the bytes of entries and keys', () => {
    const cache = new ByteCache<{ size: number }>({ maxBytes: 100_000 });
    cache.set('a', { size: 100 });
    // Three bytes in UTF-8.
    cache.set('₹', { size: 50 });
    expect(cache.bytes).toBe(100 + 1 + 50 + 3 + 2 * ENTRY_OVERHEAD);
    cache.set('a', { size: 10 });
    expect(cache.bytes).toBe(10 + 1 + 50 + 3 + 2 * ENTRY_OVERHEAD);
    expect(cache.entries).toBe(2);
  });

  test('lets go of the least recently used when the room is full', () => {
    const cache = new ByteCache<{ size: number }>({ maxBytes: 8 * taken(1000) });
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    for (const key of keys) cache.set(key, { size: 1000 });
    expect(cache.entries).toBe(8);
    expect(cache.bytes).toBe(8 * taken(1000));
    cache.get('a');
    cache.set('i', { size: 1000 });
    expect(cache.entries).toBe(8);
    expect(cache.get('a')).toBeDefined();
    expect(cache.get('b')).toBeUndefined();
  });

  test('keeps nothing that takes more than an eighth of the room', () => {
    const cache = new ByteCache<{ size: number }>({ maxBytes: 8 * taken(1000) });
    cache.set('a', { size: 1000 });
    cache.set('b', { size: 1001 });
    expect(cache.get('a')).toBeDefined();
    expect(cache.get('b')).toBeUndefined();
    cache.set('a', { size: 1001 });
    expect(cache.get('a')).toBeUndefined();
    expect([cache.entries, cache.bytes]).toEqual([0, 0]);
  });

  test('counts an entry that has grown again, when it is read or set', () => {
    const cache = new ByteCache<{ size: number }>({ maxBytes: 8 * taken(1000) });
    const entry = { size: 100 };
    cache.set('a', entry);
    entry.size = 200;
    expect(cache.get('a')).toBe(entry);
    expect(cache.bytes).toBe(taken(200));
    entry.size = 300;
    cache.set('a', entry);
    expect(cache.bytes).toBe(taken(300));
    entry.size = 1001;
    expect(cache.get('a')).toBe(entry);
    expect([cache.entries, cache.bytes]).toEqual([0, 0]);
    expect([cache.hits, cache.misses]).toEqual([2, 0]);
  });

  test('never holds more than its room', () => {
    const maxBytes = 20_000;
    const cache = new ByteCache<{ size: number }>({ maxBytes });
    for (let k = 0; k < 2000; k++) {
      // Sizes from 0 to 2,999; the largest are too large for an eighth.
      const entry = { size: (k * 7919) % 3000 };
      cache.set(`k${k % 50}`, entry);
      entry.size += 100;
      cache.get(`k${(k * 31) % 50}`);
      expect(cache.bytes).toBeLessThanOrEqual(maxBytes);
    }
    expect(cache.entries).toBeGreaterThan(0);
    expect(cache.hits + cache.misses).toBe(2000);
  });

  test('is empty once cleared, and continues to count', () => {
    const cache = new ByteCache<{ size: number }>({ maxBytes: 100_000 });
    cache.set('a', { size: 1 });
    cache.get('a');
    cache.clear();
    expect([cache.entries, cache.bytes, cache.hits]).toEqual([0, 0, 1]);
    expect(cache.get('a')).toBeUndefined();
  });

  test('of no room keeps nothing', () => {
    const cache = new ByteCache<{ size: number }>({ maxBytes: 0 });
    cache.set('', { size: 0 });
    cache.clear();
    expect(cache.get('')).toBeUndefined();
    expect([cache.entries, cache.bytes, cache.hits, cache.misses]).toEqual([0, 0, 0, 1]);
  });
});

describe('the metrics of a cache', () => {
  test('show it as it is when asked', async () => {
    const registry = new Registry();
    const cache = new ByteCache<{ size: number }>({ maxBytes: 100_000 });
    measureCache(registry, cache);
    const valueOf = async (name: string): Promise<number> =>
      Number((await registry.metrics()).split(`\n${name} `)[1]?.split('\n')[0]);
    const values = async (): Promise<readonly number[]> => [
      await valueOf('answer_cache_hits_total'),
      await valueOf('answer_cache_misses_total'),
      await valueOf('answer_cache_hit_ratio'),
      await valueOf('answer_cache_bytes'),
      await valueOf('answer_cache_entries'),
      await valueOf('answer_cache_clears_total'),
    ];
    expect(await values()).toEqual([0, 0, 0, 0, 0, 0]);
    cache.get('a');
    cache.set('a', { size: 100 });
    for (let k = 0; k < 3; k++) cache.get('a');
    // Three of four were hits.
    expect(await values()).toEqual([3, 1, 0.75, taken(100), 1, 0]);
    cache.clear();
    expect(await values()).toEqual([3, 1, 0.75, 0, 0, 1]);
    const text = await registry.metrics();
    expect(text).toContain('# TYPE answer_cache_hits_total counter');
    expect(text).toContain('# TYPE answer_cache_bytes gauge');
  });
});
