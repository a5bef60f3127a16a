import { UserError } from './userError.js';

/** A change that another one preceded: a version is outdated, a name is taken, an alert is resolved, a later entry is recorded. */
export class VersionConflict extends UserError {
  /** @param current the version as it is now; null: it is not about a version */
  constructor(
    message: string,
    readonly current: number | null = null,
  ) {
    super(message);
  }

  /** @param what has the version, such as `portfolio` */
  static of(what: string, current: number, named: number): VersionConflict {
    return new VersionConflict(
      `Expected version ${current} of the ${what}, got ${named}: it was changed meanwhile, so look at it as it is now, and ` +
        'send the change again with its version.',
      current,
    );
  }
}
