import { resolve } from 'node:path';
import { z } from 'zod';
import type { Section } from './section.js';
import { wholeNumber } from './wholeNumber.js';

/** Files that come by themselves (docs/feeds.md). */
export const feeds = {
  title: 'Feeds',
  settings: {
    /** An absolute path; null: config/feeds.yaml of the program. */
    file: {
      variable: 'FEEDS_FILE',
      schema: z.string().transform((path) => (path === '' ? null : resolve(path))),
      expected: 'a path',
      default: '',
      description:
        'The file that describes the feeds, the same for all processes; if unset, config/feeds.yaml of the program, in which all are off.',
    },
    catchUp: wholeNumber('FEED_CATCH_UP_SESSIONS', {
      least: 1,
      most: 250,
      default: 20,
      unit: 'sessions',
      description:
        'How many of the last sessions a feed catches up with, after it was down or a file was late; older ones need a backfill.',
    }),
    recheck: wholeNumber('FEED_RECHECK_SESSIONS', {
      least: 0,
      most: 20,
      default: 1,
      unit: 'sessions',
      description:
        'On how many sessions after it was taken a file is asked for again, as it may have been corrected.',
    }),
    stillSeconds: wholeNumber('FEED_STILL_SECONDS', {
      least: 1,
      most: 3_600,
      default: 30,
      unit: 'seconds',
      description:
        'How long the size and the time of change of a file in a watched folder must stand still before it is taken.',
    }),
    backfillDays: wholeNumber('BACKFILL_DAYS', {
      least: 1,
      most: 100_000,
      default: 10_000,
      description:
        'How many days a backfill may ask for, those of each feed counted; startBackfill refuses more.',
    }),
  },
} satisfies Section;
