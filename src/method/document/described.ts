import type { MethodParameters } from '../../scoring/method.js';

/** The parameters of the two methods that a document describes: the default one, and the one that it is compared with. */
export interface Described {
  readonly current: MethodParameters;
  readonly former: MethodParameters;
}
