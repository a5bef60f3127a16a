/** How far the search goes. */
export interface SearchBounds {
  /** Where the search ends without a proof; 200,000 by default. */
  readonly nodes?: number;
  /** From so many nodes on, an answer within the tolerance is good enough; 2,000 by default. */
  readonly patientNodes?: number;
  /** In units of MONEY for each position that is searched; a paisa by default, 0 in tests: then only proofs end it. */
  readonly tolerance?: bigint;
}
