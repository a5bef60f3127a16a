import { UnknownModel } from '../../portfolios/store/unknownModel.js';
import { VersionConflict } from '../../portfolios/store/versionConflict.js';
import { codedError } from '../codedError.js';

/**
 * Gives the errors of changes of models and portfolios their codes.
 *
 * @throws GraphQLError CONFLICT, with the version of now; NOT_FOUND for a model that the caller does not have
 */
export async function codedChange<Result>(change: Promise<Result>): Promise<Result> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof VersionConflict) {
      const details = error.current === null ? undefined : { current: { version: error.current } };
      throw codedError('CONFLICT', error.message, { status: 409, details });
    }
    if (error instanceof UnknownModel) throw codedError('NOT_FOUND', error.message, { status: 404 });
    throw error;
  }
}
