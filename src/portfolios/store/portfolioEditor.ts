import type { Actor } from '../../access/audit/auditEntry.js';

/** Who changes models and portfolios. */
export interface PortfolioEditor {
  /** The id of the user whose things it knows: others are as if they did not exist. */
  readonly owner: number;
  readonly actor: Actor;
  /** Ends the work, and then nothing of it is stored. */
  readonly signal?: AbortSignal | undefined;
}
