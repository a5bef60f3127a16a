import type { MethodParameters } from '../../scoring/method.js';

/** The parameters of the methods that a document describes: the default one, and those that it is compared with. */
export interface Described {
  readonly current: MethodParameters;
  readonly former: MethodParameters;
  /** The one after the default one, which is described by what differs. */
  readonly later: MethodParameters;
}
