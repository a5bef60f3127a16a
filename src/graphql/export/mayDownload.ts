import type { Caller } from '../../access/caller.js';
import type { Scope } from '../../access/scopes.js';
import type { ExportRow } from '../../exports/exportRow.js';

/** What a caller must be allowed to read, to export it. */
export const READ: readonly Scope[] = ['SCORES_READ', 'MARKET_READ'];

/** Returns whether a caller gets the link of an export: its owner, and no key that could not have made it. */
export function mayDownload(
  { rights: { scopes }, user }: Caller,
  { isOpen, kind, ownerId }: ExportRow,
): boolean {
  const needed = kind === 'MY_DATA' ? [...READ, 'OWN_ACCOUNT' as const] : READ;
  return isOpen && ownerId === user?.id && needed.every((scope) => scopes.has(scope));
}
