import { markdownTable } from '../markdownTable.js';
import { ROLES, scopesOf } from './roles.js';
import { FOR_ANYBODY, NOT_FOR_KEYS, SCOPES } from './scopes.js';

const HEADER = ['scope', ...ROLES, 'API keys', 'ANONYMOUS_SCOPES'];

/** Returns a Markdown table of the scopes: which roles have each, and whether keys and anonymous callers can. */
export function scopesTable(): string {
  const rows = SCOPES.map((scope) => [
    `\`${scope}\``,
    ...ROLES.map((role) => marked(scopesOf(role).includes(scope))),
    marked(!NOT_FOR_KEYS.has(scope)),
    marked(FOR_ANYBODY.has(scope)),
  ]);
  return markdownTable([HEADER, ...rows]);
}

const marked = (isSo: boolean): string => (isSo ? '✓' : '');
