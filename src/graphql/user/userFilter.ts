import { createHash } from 'node:crypto';
import { Field, InputType } from 'type-graphql';
import { ROLES, type Role } from '../../access/roles.js';
import { printable } from '../../printable.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { RoleEnum } from '../accessEnums.js';

const LONGEST = 100;

@InputType('UserFilter', {
  description: 'Selects users. A user must match every field that is given; a null field matches all users.',
})
export class UserFilter {
  @Field(() => String, {
    nullable: true,
    description:
      `Text that the e-mail address or the name contains, not case-sensitive, at most ${LONGEST} characters that print. ` +
      'Blanks around it are left out; the empty text matches all.',
  })
  readonly search?: string | null;

  @Field(() => [RoleEnum], {
    nullable: true,
    description: 'The role is one of these. An empty list is refused.',
  })
  readonly roles?: readonly Role[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the user is active.' })
  readonly active?: boolean | null;
}

/** A filter that was checked. What is null matches all users. */
export interface UserSelection {
  readonly search: string | null;
  readonly roles: readonly Role[] | null;
  readonly active: boolean | null;
}

/** @throws UserError for a text that is too long or does not print, and for an empty list of roles */
export function requireUserFilter(filter: UserFilter | null | undefined): UserSelection {
  const { search, roles, active } = filter ?? {};
  if (roles?.length === 0) {
    throw new UserError('Expected at least one role in filter.roles, got none: leave it out to match all.');
  }
  const all = ROLES.every((role) => roles?.includes(role));
  return {
    search: requireSearch(search ?? '') || null,
    roles: roles && !all ? ROLES.filter((role) => roles.includes(role)) : null,
    active: active ?? null,
  };
}

function requireSearch(search: string): string {
  const trimmed = search.length > 10 * LONGEST ? search : search.trim().normalize('NFC');
  const length = trimmed.length > 2 * LONGEST ? Infinity : [...trimmed].length;
  if (length <= LONGEST && printable(trimmed) === trimmed) return trimmed;
  throw new UserError(
    `Expected filter.search to have at most ${LONGEST} characters that print, got "${shown(search)}": give less.`,
  );
}

/** Returns what tells a selection from others in cursors, which must stay short; null for that of all users. */
export function markOfSelection(selection: UserSelection): string | null {
  const values = Object.values(selection);
  if (values.every((value) => value === null)) return null;
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 16);
}
