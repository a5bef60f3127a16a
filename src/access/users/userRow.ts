import type { Selectable } from 'kysely';
import type { UsersTable } from '../../database/tables.js';

/** The columns of a user that may be shown. */
export const USER_COLUMNS = [
  'id',
  'email',
  'name',
  'role',
  'active',
  'created_at',
  'version',
] as const satisfies readonly (keyof UsersTable)[];

/** A user as it may be shown. */
export type UserRow = Pick<Selectable<UsersTable>, (typeof USER_COLUMNS)[number]>;
