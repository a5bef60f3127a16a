import type { Section, ValuesOf } from './section.js';
import { wholeNumber } from './wholeNumber.js';

/** How changes of scores reach subscribers (docs/live.md). */
export const live = {
  title: 'Subscriptions',
  settings: {
    retentionDays: wholeNumber('EVENT_RETENTION_DAYS', {
      least: 1,
      most: 36_500,
      default: 30,
      unit: 'days',
      description: 'How long a subscription can be resumed from a cursor.',
    }),
    ringEvents: wholeNumber('RING_EVENTS', {
      least: 1,
      most: 10_000_000,
      default: 10_000,
      description:
        'How many events a process keeps in memory for clients that resume; older ones are read from the database.',
    }),
    slowClientBytes: wholeNumber('SLOW_CLIENT_BYTES', {
      least: 65_536,
      most: 1_000_000_000,
      default: 2 ** 20,
      unit: 'bytes',
      description:
        'How much may wait to be sent to a client; one that is above it for SLOW_CLIENT_MS is closed with code 4290.',
    }),
    slowClientMs: wholeNumber('SLOW_CLIENT_MS', {
      least: 1,
      most: 3_600_000,
      default: 30_000,
      unit: 'milliseconds',
      description:
        'How long a client may stay above SLOW_CLIENT_BYTES, and how long one may read nothing of its answer.',
    }),
    sockets: wholeNumber('SOCKETS', {
      least: 0,
      most: 1_000_000,
      default: 20_000,
      description: 'How many sockets and event streams together one process may have open.',
    }),
    socketsPerCaller: wholeNumber('SOCKETS_PER_CALLER', {
      least: 0,
      most: 1_000_000,
      default: 200,
      description: 'How many sockets and event streams together one caller may have open.',
    }),
    operationsPerSocket: wholeNumber('OPERATIONS_PER_SOCKET', {
      least: 1,
      most: 10_000,
      default: 100,
      description: 'How many operations may run on one socket at a time.',
    }),
    variablesBytes: wholeNumber('SUBSCRIPTION_VARIABLES_BYTES', {
      least: 256,
      most: 64 * 2 ** 20,
      default: 64 * 1024,
      unit: 'bytes',
      description: 'How long the variables of one subscription may be, as JSON.',
    }),
    subscribeBytes: wholeNumber('SUBSCRIBE_BYTES_PER_SOCKET', {
      least: 1024,
      most: 1_000_000_000,
      default: 2 ** 20,
      unit: 'bytes',
      description: 'How long the messages that began the running operations of one socket may be together.',
    }),
    memoryPerCaller: wholeNumber('SUBSCRIPTION_MEMORY_PER_CALLER', {
      least: 65_536,
      most: 1_000_000_000_000,
      default: 64 * 2 ** 20,
      unit: 'bytes',
      description:
        'How much memory the documents and variables of the subscriptions of one caller may take, by an estimate.',
    }),
    memory: wholeNumber('SUBSCRIPTION_MEMORY', {
      least: 65_536,
      most: 1_000_000_000_000,
      default: 256 * 2 ** 20,
      unit: 'bytes',
      description:
        'How much memory the documents and variables of all subscriptions may take, by an estimate.',
    }),
    messageBytes: wholeNumber('MAX_MESSAGE_BYTES', {
      least: 1024,
      most: 64 * 2 ** 20,
      default: 256 * 1024,
      unit: 'bytes',
      description: 'How long one message of a client over a socket may be.',
    }),
    messagesPerSecond: wholeNumber('MESSAGES_PER_SECOND', {
      least: 1,
      most: 100_000,
      default: 50,
      description: 'How many messages one socket may send in a second.',
    }),
    connectionInitTimeoutMs: wholeNumber('CONNECTION_INIT_TIMEOUT_MS', {
      least: 1,
      most: 600_000,
      default: 10_000,
      unit: 'milliseconds',
      description: 'How long a new socket may take to send connection_init.',
    }),
    drainMs: wholeNumber('DRAIN_MS', {
      least: 0,
      most: 600_000,
      default: 10_000,
      unit: 'milliseconds',
      description:
        'Over how long sockets and streams are closed when the service stops; then incomplete requests are cut.',
    }),
  },
} satisfies Section;

export type LiveSettings = ValuesOf<typeof live>;
