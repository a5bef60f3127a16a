import type { Registry } from 'prom-client';
import { dayInIndia } from '../market/day.js';
import type { StoreState } from '../status/storeStatus.js';
import { JOB_STATES } from '../status/countJobs.js';
import { KEY_STATES } from '../status/accountCounts.js';
import { ALERT_METRICS } from './alertMetrics.js';
import { FEED_METRICS } from './feedMetrics.js';
import { USAGE_METRICS } from './usageMetrics.js';
import { measureLabelled, type LabelledMetric, type Sample } from './labelledMetrics.js';

const SECONDS_PER_DAY = 86_400;
const INDIA_SECONDS = 5.5 * 3_600;
const NO_LABELS = {};
const CAUSES = ['REQUEST', 'FACTS'] as const;

/**
 * Adds what the store says of the product. All processes of a store show the same figures, which are from this request or,
 * if the store is slow, from the one before.
 *
 * @param state null while the store does not answer: its metrics are absent then
 * @param tasks the names of all tasks, which have series also while they have no job
 */
export function measureStore(
  registry: Registry,
  state: () => Promise<StoreState | null>,
  tasks: readonly string[],
): void {
  measureLabelled(registry, async () => ({ state: await state() }), [
    {
      kind: 'gauge',
      name: 'greyoak_store_up',
      help: 'Whether the store answered: 1, or 0, and then all other metrics of the store are absent.',
      samples: ({ state }) => [[NO_LABELS, state === null ? 0 : 1]],
    },
  ]);
  measureLabelled(registry, state, [
    ...queueMetrics(tasks),
    ...RUN_METRICS,
    ...SESSION_METRICS,
    ...IMPORT_METRICS,
    ...FEED_METRICS,
    ...ALERT_METRICS,
    ...USAGE_METRICS,
    ...OTHER_METRICS,
  ]);
}

const queueMetrics = (tasks: readonly string[]): LabelledMetric<StoreState>[] => [
  {
    kind: 'gauge',
    name: 'greyoak_workers',
    help: 'Workers that live, in all processes.',
    samples: ({ queue }) => [[NO_LABELS, queue.workers]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_jobs',
    help: 'Jobs of the store that have not succeeded: due, not due yet, running, to be tried again, given up (kept for 7 days).',
    labels: ['task', 'state'],
    samples: ({ queue }) =>
      namesOf(tasks, queue).flatMap((task) => {
        const states = queue.tasks.find((counts) => counts.task === task)?.states ?? {};
        return JOB_STATES.map((state): Sample => [{ task, state }, states[state] ?? 0]);
      }),
  },
  {
    kind: 'gauge',
    name: 'greyoak_job_oldest_seconds',
    help: 'For how long the oldest job that is due waits for a worker; 0 where none waits.',
    labels: ['task'],
    samples: ({ queue }) =>
      namesOf(tasks, queue).map((task) => [
        { task },
        queue.tasks.find((counts) => counts.task === task)?.oldestSeconds ?? 0,
      ]),
  },
];

const namesOf = (tasks: readonly string[], { tasks: queued }: StoreState['queue']): string[] => [
  ...new Set([...tasks, ...queued.map(({ task }) => task)]),
];

const RUN_METRICS: readonly LabelledMetric<StoreState>[] = [
  {
    kind: 'counter',
    name: 'greyoak_runs_total',
    help: 'Runs of the store that ended, by result and by what made them: a request, or changed facts.',
    labels: ['result', 'cause'],
    samples: ({ runs }) => runSamples(runs, ['SUCCEEDED', 'FAILED'], 'result', (counts) => counts.runs),
  },
  {
    kind: 'counter',
    name: 'greyoak_run_seconds_total',
    help: 'How long the runs of the store that ended took together, each from its first fact to its last score.',
    labels: ['result', 'cause'],
    samples: ({ runs }) => runSamples(runs, ['SUCCEEDED', 'FAILED'], 'result', (counts) => counts.seconds),
  },
  {
    kind: 'gauge',
    name: 'greyoak_runs_pending',
    help: 'Runs of the store that were asked for and have not ended.',
    labels: ['status', 'cause'],
    samples: ({ runs }) => runSamples(runs, ['QUEUED', 'RUNNING'], 'status', (counts) => counts.runs),
  },
];

function runSamples(
  runs: StoreState['runs'],
  statuses: readonly StoreState['runs'][number]['status'][],
  label: string,
  of: (counts: StoreState['runs'][number]) => number,
): Sample[] {
  return statuses.flatMap((status) =>
    CAUSES.map((cause): Sample => {
      const counts = runs.find((one) => one.status === status && one.cause === cause);
      return [
        { [label]: status.toLowerCase(), cause: cause.toLowerCase() },
        counts === undefined ? 0 : of(counts),
      ];
    }),
  );
}

const SESSION_METRICS: readonly LabelledMetric<StoreState>[] = [
  {
    kind: 'gauge',
    name: 'greyoak_newest_session_timestamp_seconds',
    help: 'The beginning, in India, of the newest session with enough bars to be scored.',
    samples: ({ sessions: { counted } }) =>
      counted === null ? [] : [[NO_LABELS, counted * SECONDS_PER_DAY - INDIA_SECONDS]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_newest_session_age_sessions',
    help: 'Sessions before today, by the calendar of the exchange, that are newer than the newest session with enough bars.',
    samples: ({ sessions: { counted, since } }) => ageOf(counted, since),
  },
  {
    kind: 'gauge',
    name: 'greyoak_scored_session_age_sessions',
    help: 'Sessions before today that are newer than the newest session with current scores of both modes.',
    samples: ({ sessions: { scored, since } }) => ageOf(scored, since),
  },
  {
    kind: 'gauge',
    name: 'greyoak_method_scored_session_age_sessions',
    help: 'The same of each method that is scored; greyoak_scored_session_age_sessions is that of METHOD.',
    labels: ['method'],
    samples: ({ sessions: { scoredBy, since } }) =>
      [...scoredBy].flatMap(([method, day]) => ageOf(day, since).map(([, age]): Sample => [{ method }, age])),
  },
  {
    kind: 'gauge',
    name: 'greyoak_scores_behind_seconds',
    help: 'For how long the scores of the newest session lack facts of the store; 0 where they lack none.',
    samples: ({ behind }) => [
      [NO_LABELS, behind === null ? 0 : Math.max(0, (Date.now() - behind.since.getTime()) / 1_000)],
    ],
  },
];

const ageOf = (
  day: StoreState['sessions']['counted'],
  since: StoreState['sessions']['since'],
): readonly Sample[] => (day === null ? [] : [[NO_LABELS, since(day, dayInIndia(new Date()))]]);

const IMPORT_METRICS: readonly LabelledMetric<StoreState>[] = [
  {
    kind: 'counter',
    name: 'greyoak_imports_total',
    help: 'Batches of the store that were recorded, and files that were refused as a whole.',
    labels: ['dataset', 'result'],
    samples: ({ imports }) =>
      [...imports].flatMap(([dataset, { recorded, refused }]): Sample[] => [
        [{ dataset, result: 'recorded' }, recorded],
        [{ dataset, result: 'refused' }, refused],
      ]),
  },
  {
    kind: 'counter',
    name: 'greyoak_import_rows_total',
    help: 'Rows of all imports of the store that were accepted and refused, and flags of accepted ones.',
    labels: ['dataset', 'result'],
    samples: ({ imports }) =>
      [...imports].flatMap(([dataset, { rowsAccepted, rowsRefused, flags }]): Sample[] => [
        [{ dataset, result: 'accepted' }, rowsAccepted],
        [{ dataset, result: 'refused' }, rowsRefused],
        [{ dataset, result: 'flagged' }, flags],
      ]),
  },
  {
    kind: 'gauge',
    name: 'greyoak_dataset_last_import_timestamp_seconds',
    help: 'When the last batch of the dataset was recorded.',
    labels: ['dataset'],
    samples: ({ imports }) =>
      [...imports].flatMap(([dataset, { lastAt }]): Sample[] =>
        lastAt === null ? [] : [[{ dataset }, lastAt.getTime() / 1_000]],
      ),
  },
  {
    kind: 'gauge',
    name: 'greyoak_dataset_newest_fact_age_days',
    help: 'Days from the newest day of a fact (a bar, an ex-date, the end of a period) to today; negative if it lies ahead.',
    labels: ['dataset'],
    samples: ({ newestFacts }) =>
      [...newestFacts].map(([dataset, day]): Sample => [{ dataset }, dayInIndia(new Date()) - day]),
  },
];

const OTHER_METRICS: readonly LabelledMetric<StoreState>[] = [
  {
    kind: 'counter',
    name: 'greyoak_events_total',
    help: 'Events that were appended to the log of scores, which is the position of the newest one.',
    samples: ({ facts }) => [[NO_LABELS, facts.position]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_database_bytes',
    help: 'Bytes that the database takes on its disk.',
    samples: ({ facts }) => [[NO_LABELS, facts.databaseBytes]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_exports',
    help: 'Exports that the store lists, by status.',
    labels: ['status'],
    samples: ({ accounts: { exports } }) =>
      (['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED'] as const).map((status) => [
        { status: status.toLowerCase() },
        exports[status] ?? 0,
      ]),
  },
  {
    kind: 'gauge',
    name: 'greyoak_api_keys',
    help: 'API keys of the store, by state.',
    labels: ['state'],
    samples: ({ accounts: { keys } }) => KEY_STATES.map((state) => [{ state }, keys[state] ?? 0]),
  },
  {
    kind: 'gauge',
    name: 'greyoak_sign_in_failures',
    help: 'Sign-ins that failed in the last 15 minutes, in all processes.',
    samples: ({ accounts }) => [[NO_LABELS, accounts.signInFailures]],
  },
];
