import { RebalanceConflict } from './rebalanceConflict.js';

/** @param what has the version, such as `portfolio` */
export function versionConflict(what: string, current: number, named: number): RebalanceConflict {
  return new RebalanceConflict(
    `Expected version ${current} of the ${what}, got ${named}: it was changed meanwhile, so look at it as it is now, and ` +
      'ask again with its version.',
    current,
  );
}
