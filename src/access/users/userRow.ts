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
  'last_sign_in_at',
  'version',
] as const satisfies readonly (keyof UsersTable)[];

/** A user as it may be shown. */
export type UserRow = Pick<Selectable<UsersTable>, (typeof USER_COLUMNS)[number]>;

/** Reads a row that was read as JSON, in which instants are texts. */
export function userOfJson(row: UserRow): UserRow {
  const { created_at, last_sign_in_at } = row;
  return {
    ...row,
    created_at: new Date(created_at),
    last_sign_in_at: last_sign_in_at === null ? null : new Date(last_sign_in_at),
  };
}
