import { jest } from '@jest/globals';

const TIMERS = [
  'Date',
  'hrtime',
  'performance',
  'nextTick',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** Stands still for these until the test lets time pass; all else goes on. Ended by `jest.useRealTimers`. */
export function fakeOnly(names: readonly (typeof TIMERS)[number][], now?: number): void {
  jest.useFakeTimers({ doNotFake: TIMERS.filter((name) => !names.includes(name)), ...(now && { now }) });
}
