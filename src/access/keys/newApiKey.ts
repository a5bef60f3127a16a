import { UserError } from '../../userError.js';
import { requireName } from '../requireName.js';
import { scopesOf, type Role } from '../roles.js';
import { NOT_FOR_KEYS, type Scope } from '../scopes.js';

/** Bounds of what an API key may be given. */
export const KEY_BOUNDS = {
  /** Keys of one user that are neither revoked nor expired. */
  keys: 20,
  days: 365,
  graceHours: 168,
  /** The largest integer of PostgreSQL. */
  perMinute: 2 ** 31 - 1,
} as const;

/** What an API key is made with. */
export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresInDays: number;
  /** Null: as many as its owner. */
  readonly operationsPerMinute: number | null;
}

/**
 * Returns the key as it is to be stored, with a trimmed name.
 *
 * @param role of its owner
 * @throws UserError if no such key may be made
 */
export function requireNewApiKey(key: NewApiKey, role: Role): NewApiKey {
  requireScopes(key.scopes, role);
  requireWhole(key.expiresInDays, 'expiresInDays', 1, KEY_BOUNDS.days);
  requirePerMinute(key.operationsPerMinute);
  return { ...key, name: requireName(key.name, 'an API key') };
}

/** @throws UserError where it is not a whole number of operations a minute, or null */
export function requirePerMinute(operations: number | null): void {
  if (operations !== null) requireWhole(operations, 'operationsPerMinute', 1, KEY_BOUNDS.perMinute);
}

/** @throws UserError where it is not a whole number of hours that a former secret may go on to work for */
export function requireGrace(hours: number): void {
  requireWhole(hours, 'graceHours', 0, KEY_BOUNDS.graceHours);
}

function requireWhole(value: number, name: string, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new UserError(
    `Expected ${name} to be a whole number from ${least} to ${most}, got ${value}: give one within these bounds.`,
  );
}

function requireScopes(scopes: readonly Scope[], role: Role): void {
  if (scopes.length === 0) {
    throw new UserError('Expected at least one scope for an API key, got none: name what it is to do.');
  }
  const repeated = scopes.filter((scope, k) => scopes.indexOf(scope) !== k);
  if (repeated.length > 0) {
    throw new UserError(
      `Expected each scope once, got ${listed(repeated)} several times: leave the others out.`,
    );
  }
  const never = scopes.filter((scope) => NOT_FOR_KEYS.has(scope));
  if (never.length > 0) {
    throw new UserError(
      `Expected scopes that an API key can hold, got ${listed(never)}: leave them out, as only a signed-in user ` +
        'changes keys and users.',
    );
  }
  const held = scopesOf(role);
  const lacking = scopes.filter((scope) => !held.includes(scope));
  if (lacking.length > 0) {
    throw new UserError(
      `Expected scopes that the owner has, whose role is ${role}, got ${listed(lacking)}: leave them out, or change ` +
        'the role of the owner.',
    );
  }
}

const listed = (scopes: readonly Scope[]): string => [...new Set(scopes)].join(', ');
