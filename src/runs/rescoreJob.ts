import { z } from 'zod';
import type { JobKind } from '../jobs/jobKind.js';

/** Makes a run that waits. */
export const rescoreJob: JobKind<{ readonly runId: number }> = {
  name: 'rescore',
  payload: z.strictObject({ runId: z.int().positive() }),
  queue: 'scores',
  attempts: 25,
};
