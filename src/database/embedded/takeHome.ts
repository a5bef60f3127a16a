import { join } from 'node:path';
import type { HolderState } from './holder.js';
import { lockHome, type HomeLock } from './homeLock.js';
import { findPlaces, type Places } from './places.js';
import type { ServerUser } from './serverUser.js';

/** A home that only this process uses. */
export interface TakenHome extends Places {
  readonly lock: HomeLock;
}

/** Enough for several servers that stop one after another; an error that stays is thrown after milliseconds. */
const MOST_TRIES = 10;

/**
 * Makes the places of a home, and makes this process the only one that uses it. Until we hold the lock, the folder of the
 * sockets is empty, and a disposable server that stops, or what cleans the temporary folder, may remove it at any moment:
 * then it is made again.
 *
 * @param home an absolute path
 * @throws HomeInUse if another process uses the home; UserError if it is not ours or cannot be used
 */
export async function takeHome(home: string, user: ServerUser, state: HolderState): Promise<TakenHome> {
  for (let tries = 1; ; tries++) {
    try {
      const places = await findPlaces(home, user);
      await user.requireOwn(places.data);
      return { ...places, lock: await lockHome(join(places.sockets, 'lock'), home, state) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (tries === MOST_TRIES || !MAY_BE_REMOVED.has(code ?? '')) throw error;
    }
  }
}

/** To listen in a folder that does not exist is reported as EACCES. */
const MAY_BE_REMOVED: ReadonlySet<string> = new Set(['EACCES', 'ENOENT']);
