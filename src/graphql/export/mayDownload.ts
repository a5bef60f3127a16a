import type { Caller } from '../../access/caller.js';
import type { Scope } from '../../access/scopes.js';
import type { ExportKind } from '../../exports/exportKinds.js';
import type { ExportRow } from '../../exports/exportRow.js';

/** What a caller must be allowed to read, to export it. */
export const READ: readonly Scope[] = ['SCORES_READ', 'MARKET_READ'];

/** What it must be allowed in addition: the numbers of a session have those of risks. */
export const OF_KIND: Readonly<Partial<Record<ExportKind, Scope>>> = {
  MY_DATA: 'OWN_ACCOUNT',
  SESSION: 'RISK_READ',
};

/** Returns whether a caller gets the link of an export: its owner, and no key that could not have made it. */
export function mayDownload(
  { rights: { scopes }, user }: Caller,
  { isOpen, kind, ownerId }: ExportRow,
): boolean {
  const own = OF_KIND[kind];
  const needed = own === undefined ? READ : [...READ, own];
  return isOpen && ownerId === user?.id && needed.every((scope) => scopes.has(scope));
}
