/** The headers of an event stream, with which proxies hold no event back. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // Without it, nginx would buffer.
  'x-accel-buffering': 'no',
} as const;
