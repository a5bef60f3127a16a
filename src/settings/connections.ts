import type { Section } from './section.js';
import { wholeNumber } from './wholeNumber.js';

/** Who may hold connections, and how long an incomplete request may hold one (docs/limits.md). */
export const connections = {
  title: 'Connections',
  settings: {
    connections: wholeNumber('CONNECTIONS', {
      least: 1,
      most: 1_000_000,
      default: 1_000,
      description: 'How many connections one process keeps, apart from open sockets and event streams.',
    }),
    connectionsPerCaller: wholeNumber('CONNECTIONS_PER_CALLER', {
      least: 1,
      most: 1_000_000,
      default: 256,
      description:
        'How many of these connections, and how many unanswered requests, one caller may have at a time.',
    }),
    headersTimeoutMs: wholeNumber('HEADERS_TIMEOUT_MS', {
      least: 10,
      most: 600_000,
      default: 10_000,
      unit: 'milliseconds',
      description: 'How long the headers of a request may take.',
    }),
    bodyTimeoutMs: wholeNumber('BODY_TIMEOUT_MS', {
      least: 10,
      most: 3_600_000,
      default: 10_000,
      unit: 'milliseconds',
      description:
        'How long a body may pause, and how long it may take before MIN_BYTES_PER_SECOND is required of it.',
    }),
    minBytesPerSecond: wholeNumber('MIN_BYTES_PER_SECOND', {
      least: 1,
      most: 1_000_000_000,
      default: 1_024,
      unit: 'bytes',
      description: 'How fast a long body must arrive, and how fast a client must read a long answer.',
    }),
  },
} satisfies Section;
