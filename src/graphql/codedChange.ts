import { NotOwned } from '../notOwned.js';
import { VersionConflict } from '../versionConflict.js';
import { codedError } from './codedError.js';

/**
 * Gives the errors of changes their codes.
 *
 * @throws GraphQLError CONFLICT, with the version of now; NOT_FOUND for what the caller does not have, such as a model
 */
export async function codedChange<Result>(change: Promise<Result>): Promise<Result> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof VersionConflict) {
      const details = error.current === null ? undefined : { current: { version: error.current } };
      throw codedError('CONFLICT', error.message, { status: 409, details });
    }
    if (error instanceof NotOwned) throw codedError('NOT_FOUND', error.message, { status: 404 });
    throw error;
  }
}
