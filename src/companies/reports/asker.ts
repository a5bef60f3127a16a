/** A question that a report asks: a GraphQL query, which any client may ask again. */
export interface ReportQuestion {
  /** The same in all reports of a template; for a part of a list, see `partOfQuestion`. */
  readonly name: string;
  /** The text of a query. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Asks the schema, so that the numbers of a report are those of its GraphQL answers. */
export interface Asker {
  /**
   * Asks all questions of one state of the store, whatever is committed meanwhile.
   *
   * @param owner the id of the user who gets the answers: it may see what its role may see at this moment
   * @param signal ends the work with its reason
   * @param onAnswer called after each answer, with how many there are
   * @param further returns what is to be asked of the same state, by the answers so far, also what was asked already; by
   * default nothing more is asked
   * @returns the data of each answer by the name of its question, as a client gets it
   * @throws UserError where a question is refused, such as for want of rights, and an error of which `isPassing` is true
   *   where asking again later may succeed
   */
  ask(
    owner: number,
    questions: readonly ReportQuestion[],
    signal: AbortSignal,
    onAnswer?: (done: number) => void,
    further?: (answers: ReadonlyMap<string, unknown>) => readonly ReportQuestion[],
  ): Promise<ReadonlyMap<string, unknown>>;
}
