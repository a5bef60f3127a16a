/** What is known about the answer of an operation once it was executed. */
export interface OperationOutcome {
  /** The coordinates of its root fields. */
  readonly roots: readonly string[];
  /** Whether callers with the same rights get the same answer until something is committed. */
  readonly mayBeKept: boolean;
  /** Whether the answer is about former sessions only. */
  readonly isOfClosedSessions: boolean;
  /** Whether the answer may be kept for callers that show no credentials. */
  readonly isPublic: boolean;
}
