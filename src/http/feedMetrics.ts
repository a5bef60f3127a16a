import type { StoreState } from '../status/storeStatus.js';
import type { LabelledMetric, Sample } from './labelledMetrics.js';

const OPEN = { CLOSED: 0, HALF_OPEN: 0.5, OPEN: 1 } as const;

/** What the store says of feeds. Their names are those of the file of feeds, so that they are few. */
export const FEED_METRICS: readonly LabelledMetric<StoreState>[] = [
  {
    kind: 'counter',
    name: 'greyoak_feed_attempts_total',
    help: 'Attempts to get files of a feed that ended, by result. A file that is not there yet is neither.',
    labels: ['feed', 'result'],
    samples: ({ feeds }) =>
      feeds.flatMap(({ feed, succeeded, failed }): Sample[] => [
        [{ feed, result: 'succeeded' }, succeeded],
        [{ feed, result: 'failed' }, failed],
      ]),
  },
  {
    kind: 'gauge',
    name: 'greyoak_feed_failures',
    help: 'Attempts of a feed that failed in a row.',
    labels: ['feed'],
    samples: ({ feeds }) => feeds.map(({ feed, failures }): Sample => [{ feed }, failures]),
  },
  {
    kind: 'gauge',
    name: 'greyoak_feed_breaker_open',
    help: 'Whether the breaker of a feed lets no request pass: 1, or 0.5 while it is on trial, or 0.',
    labels: ['feed'],
    samples: ({ feeds }) => feeds.map(({ feed, breaker }): Sample => [{ feed }, OPEN[breaker]]),
  },
  {
    kind: 'gauge',
    name: 'greyoak_feed_last_success_age_seconds',
    help: 'For how long no attempt of a feed has succeeded; absent before the first success.',
    labels: ['feed'],
    samples: ({ feeds }) =>
      feeds.flatMap(({ feed, lastSuccessAt }): Sample[] =>
        lastSuccessAt === null
          ? []
          : [[{ feed }, Math.max(0, (Date.now() - lastSuccessAt.getTime()) / 1_000)]],
      ),
  },
];
