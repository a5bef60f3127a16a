import { UserError } from '../../../userError.js';
import type { PlannedFile } from './plannedFile.js';

/**
 * Checks that the prices of a file are as the caller says: the layout decides whether they are adjusted.
 *
 * @param adjusted what the caller says
 * @throws UserError where they are not
 */
export function requireBasisOf(
  { name, adapter }: Pick<PlannedFile, 'name' | 'adapter'>,
  adjusted: boolean,
): void {
  const { isAdjusted = false, title } = adapter;
  if (isAdjusted === adjusted) return;
  throw new UserError(
    isAdjusted
      ? `${name} is ${title}, whose prices are adjusted for splits up to the day of the download: expected prices as traded. ` +
          'Import it with --adjusted, into a store that holds no prices as traded. Nothing of it was taken.'
      : `${name} is ${title}, whose prices are as traded: expected adjusted ones, because --adjusted is given. Leave it out; ` +
          'nothing of the file was taken.',
  );
}
