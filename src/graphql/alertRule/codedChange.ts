import { AlertConflict } from '../../live/alerts/rules/alertConflict.js';
import { NotOwned } from '../../live/alerts/rules/notOwned.js';
import { codedError } from '../codedError.js';

/**
 * Gives the errors of changes of rules and alerts their codes.
 *
 * @throws GraphQLError CONFLICT, with the version of now; NOT_FOUND for webhooks and portfolios that the caller does not have
 */
export async function codedChange<Result>(change: Promise<Result>): Promise<Result> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof AlertConflict) {
      const details = error.current === null ? undefined : { current: { version: error.current } };
      throw codedError('CONFLICT', error.message, { status: 409, details });
    }
    if (error instanceof NotOwned) throw codedError('NOT_FOUND', error.message, { status: 404 });
    throw error;
  }
}
