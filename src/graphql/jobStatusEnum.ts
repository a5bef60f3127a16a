import { registerEnumType } from 'type-graphql';
import type { FeedStatus } from '../database/tables.js';

export const JobStatusEnum = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
} as const satisfies Record<FeedStatus, string>;
registerEnumType(JobStatusEnum, {
  name: 'JobStatus',
  description: 'State of a piece of work that a worker does.',
  valuesConfig: {
    QUEUED: { description: 'It waits for a worker, or for its next attempt.' },
    RUNNING: { description: 'A worker does it, or does it again because another one was killed.' },
    SUCCEEDED: { description: 'It is done.' },
    FAILED: { description: 'It was given up.' },
    CANCELLED: { description: 'An operator has ended it. No export is: it fails instead.' },
  },
});
