import { readFileSync } from 'node:fs';

/** systemd gives these ids to no user (UIDS-GIDS.md), and containers with ids of their own have them, too. */
const FIRST = 60_890;
const LAST = 61_183;

/** Whether `unusedId` may have returned an id before. */
export const isOwnId = (id: number): boolean => id >= FIRST && id <= LAST;

/**
 * Returns the id of a user and a group that the system does not know: a process under it shares nothing with any other.
 * It is the same at each start, as long as no user gets it.
 */
export function unusedId(): number {
  const known = new Set([...idsIn('/etc/passwd'), ...idsIn('/etc/group')]);
  for (let id = FIRST; id < LAST; id++) if (!known.has(id)) return id;
  return LAST;
}

/** Returns the third field of each line. */
function idsIn(file: string): number[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => Number(line.split(':')[2]));
  } catch {
    return [];
  }
}
