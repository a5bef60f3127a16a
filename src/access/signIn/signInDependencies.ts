import type { Database } from '../../database/database.js';
import type { DatabaseClock } from '../../database/databaseClock.js';
import type { AuthKey } from '../authKey.js';
import type { PasswordParameters } from '../passwords/passwordParameters.js';

/** What signing in and changing passwords stand on. */
export interface SignInDependencies {
  readonly database: Pick<Database, 'db' | 'writers'>;
  readonly clock: DatabaseClock;
  readonly authKey: AuthKey;
  /** OWASP's where they are left out. */
  readonly parameters?: PasswordParameters;
}
