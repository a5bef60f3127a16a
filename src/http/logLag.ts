import type { StoreState } from '../status/storeStatus.js';

/**
 * Returns how many events of the log a process has not read yet.
 *
 * @param followed how far it has read; null where it does not follow the log, for which null is returned
 */
export const logLag = ({ facts }: Pick<StoreState, 'facts'>, followed: number | null): number | null =>
  followed === null ? null : Math.max(0, facts.position - followed);
