/** Headers with which proxies hold back nothing of a stream. */
export const UNBUFFERED = {
  'cache-control': 'no-cache, no-transform',
  // Without it, nginx would buffer.
  'x-accel-buffering': 'no',
} as const;
