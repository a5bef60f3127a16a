import { z } from 'zod';
import type { JobKind } from '../../../jobs/jobKind.js';
import { UPKEEP } from '../../../jobs/upkeep.js';

/** Removes the files that no document has. */
export const pruneJob: JobKind<object> = {
  name: 'prune_documents',
  queue: UPKEEP,
  payload: z.object({}),
  attempts: 3,
};
