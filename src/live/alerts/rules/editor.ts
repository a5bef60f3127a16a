import type { Actor } from '../../../access/audit/auditEntry.js';
import type { Viewer } from './viewer.js';

/** Who changes rules and alerts. */
export interface Editor {
  /** Which rules it knows: others are as if they did not exist. */
  readonly viewer: Viewer;
  /** The id of the user whose webhooks a rule may name. */
  readonly owner: number;
  readonly actor: Actor;
  /** Throws where it may not change rules for everybody, and their alerts. */
  readonly requireEverybodys: () => void;
  /** Ends the work, and then nothing of it is stored. */
  readonly signal?: AbortSignal | undefined;
}
