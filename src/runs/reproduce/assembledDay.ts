import type { CrossSection } from '../../scoring/crossSection.js';
import type { Method } from '../../scoring/method.js';
import type { RecordedFacts } from './recordedFacts.js';

/** A day's cross-section, assembled from facts as recorded at a batch, for a method and a sector file. */
export interface AssembledDay {
  /** Null where nobody can be scored with these facts. */
  readonly section: CrossSection | null;
  readonly method: Method;
  readonly facts: RecordedFacts;
}
