import { exists } from '../database/embedded/files.js';
import type { Settings } from '../settings.js';
import { UserError } from '../userError.js';

/** @throws UserError where the embedded store is meant, and its home does not exist */
export async function requireStore({
  databaseUrl,
  home,
}: Pick<Settings, 'databaseUrl' | 'home'>): Promise<void> {
  if (databaseUrl !== undefined || (await exists(home))) return;
  throw new UserError(
    `Expected a store in ${home}, found none. Name its folder by GREYOAK_HOME, or make one with "greyoak import" or ` +
      '"greyoak serve".',
  );
}
