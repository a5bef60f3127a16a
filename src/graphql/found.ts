import { shown } from '../shown.js';
import { codedError } from './codedError.js';

/**
 * Returns what a change returns.
 *
 * @param one what was to be changed, with its article, for the message
 * @param field lists them
 * @throws GraphQLError NOT_FOUND where there was nothing to change
 */
export function found<Found>(change: Found | null, one: string, id: string, field: string): Found {
  if (change !== null) return change;
  throw codedError(
    'NOT_FOUND',
    `Expected the id of ${one} that exists, got "${shown(id)}": ${field} lists them.`,
    {
      status: 404,
    },
  );
}
