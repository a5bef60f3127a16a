import { z } from 'zod';
import type { JobKind } from '../../jobs/jobKind.js';

/** Validates what is due. */
export const validateJob: JobKind<object> = {
  name: 'validate_scores',
  payload: z.object({}),
  attempts: 3,
};
