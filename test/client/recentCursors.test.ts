import { expect, test } from '@jest/globals';
import { RecentCursors } from '../../src/client/recentCursors.js';

test('knows the newest 10,000', () => {
  const recent = new RecentCursors();
  for (let n = 0; n < 10_000; n++) recent.add(`c${n}`);
  expect(recent.has('c0')).toBe(true);
  recent.add('c10000');
  expect([recent.has('c0'), recent.has('c1'), recent.has('c10000')]).toEqual([false, true, true]);
});
