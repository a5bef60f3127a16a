import { MOST_PER_PAGE } from '../books/page.js';
import { oneOf } from './oneOf.js';
import type { Section, ValuesOf } from './section.js';
import { wholeNumber } from './wholeNumber.js';

const MOST_UNITS = 1_000_000_000;

/** What one request, and one caller, may ask for (docs/limits.md). */
export const limits = {
  title: 'Limits',
  settings: {
    depth: wholeNumber('MAX_DEPTH', {
      least: 1,
      most: 100,
      default: 12,
      description: 'How deep the fields of an operation may be nested; introspection does not count.',
    }),
    aliases: wholeNumber('MAX_ALIASES', {
      least: 0,
      most: 10_000,
      default: 100,
      description: 'How many aliases a document may have.',
    }),
    rootFields: wholeNumber('MAX_ROOT_FIELDS', {
      least: 1,
      most: 10_000,
      default: 100,
      description: 'How many fields an operation may have at its root.',
    }),
    directives: wholeNumber('MAX_DIRECTIVES', {
      least: 0,
      most: 10_000,
      default: 200,
      description: 'How many directives a document may have.',
    }),
    tokens: wholeNumber('MAX_TOKENS', {
      least: 1,
      most: 1_000_000,
      default: 5_000,
      description: 'How many tokens (names, values and signs) a document may have.',
    }),
    page: wholeNumber('MAX_PAGE', {
      least: 1,
      most: MOST_PER_PAGE,
      default: MOST_PER_PAGE,
      description: 'How many items one page of a list may have.',
    }),
    bodyBytes: wholeNumber('MAX_BODY_BYTES', {
      least: 1024,
      most: 64 * 2 ** 20,
      default: 256 * 1024,
      unit: 'bytes',
      description: 'How long the body of a request for anything but a mutation may be.',
    }),
    mutationBytes: wholeNumber('MAX_MUTATION_BYTES', {
      least: 1024,
      most: 64 * 2 ** 20,
      default: 2 ** 20,
      unit: 'bytes',
      description:
        'How long the body of a request for a mutation may be; recordBars and recordMetrics take 5,000 rows.',
    }),
    cost: wholeNumber('MAX_COST', {
      least: 1,
      most: MOST_UNITS,
      default: 5_000,
      unit: 'cost units',
      description: 'What one operation may cost; docs/limits.md says what a cost unit is.',
    }),
    answerBytes: wholeNumber('MAX_ANSWER_BYTES', {
      least: 1024,
      most: 256 * 2 ** 20,
      default: 16 * 2 ** 20,
      unit: 'bytes',
      description: 'How long the data of one answer may be, as JSON.',
    }),
    eventCost: wholeNumber('MAX_EVENT_COST', {
      least: 1,
      most: MOST_UNITS,
      default: 100,
      unit: 'cost units',
      description: 'What one result of a subscription may cost.',
    }),
    costBucket: wholeNumber('COST_BUCKET', {
      least: 1,
      most: MOST_UNITS,
      default: 100_000,
      unit: 'cost units',
      description: 'What one caller may spend at once.',
    }),
    costPerSecond: wholeNumber('COST_PER_SECOND', {
      least: 1,
      most: MOST_UNITS,
      default: 10_000,
      unit: 'cost units',
      description: 'What one caller gets back every second.',
    }),
    operationTimeoutMs: wholeNumber('OPERATION_TIMEOUT_MS', {
      least: 1,
      most: 3_600_000,
      default: 10_000,
      unit: 'milliseconds',
      description: 'How long an operation may take before it is ended and its statement cancelled.',
    }),
    whatIfPerMinute: wholeNumber('WHAT_IF_PER_MINUTE', {
      least: 0,
      most: 1_000_000,
      default: 60,
      description: 'How often one caller may ask for whatIf in a minute; 0 sets no limit.',
    }),
    reproducedPerMinute: wholeNumber('REPRODUCED_PER_MINUTE', {
      least: 0,
      most: 1_000_000,
      default: 120,
      description:
        'How many runs one caller may have compared by reproduced and differences in a minute; 0 sets no limit.',
    }),
    componentsPerMinute: wholeNumber('COMPONENTS_PER_MINUTE', {
      least: 0,
      most: 1_000_000,
      default: 120,
      description:
        'How many operations with components that are not kept one caller may send in a minute; 0 sets no limit.',
    }),
    rateLimitStore: oneOf('RATE_LIMIT_STORE', ['memory', 'database'], {
      default: 'memory',
      description:
        'Where the calls of these three fields, and operations a minute, are counted: in the memory of this process, or in the database for all processes together.',
    }),
  },
} satisfies Section;

export type Limits = ValuesOf<typeof limits>;
