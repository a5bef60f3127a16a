import type { Registry } from 'prom-client';
import { readCounters, readGauges } from './readMetrics.js';

/** The counts of a ByteCache. */
export interface CacheCounts {
  readonly hits: number;
  readonly misses: number;
  readonly clears: number;
  readonly entries: number;
  readonly bytes: number;
}

/** Adds the cache of answers to the metrics, read whenever they are asked for. */
export function measureCache(registry: Registry, cache: CacheCounts): void {
  readCounters(registry, [
    ['answer_cache_hits_total', 'Answers that were served from the cache.', () => cache.hits],
    ['answer_cache_misses_total', 'Lookups that found no answer in the cache.', () => cache.misses],
    [
      'answer_cache_clears_total',
      'How often the cache forgot all answers, because something was committed, or commits were not heard of.',
      () => cache.clears,
    ],
  ]);
  readGauges(registry, [
    [
      'answer_cache_hit_ratio',
      'Hits among all lookups since the start, 0 to 1; 0 before the first.',
      () => ratioOf(cache),
    ],
    ['answer_cache_bytes', 'Bytes that the cache of answers holds, keys included.', () => cache.bytes],
    ['answer_cache_entries', 'Answers that the cache holds.', () => cache.entries],
  ]);
}

function ratioOf({ hits, misses }: CacheCounts): number {
  return hits === 0 ? 0 : hits / (hits + misses);
}
