/** What a query asks for, as PostgreSQL searches it, and how many chunks have it. */
export interface WordCount {
  /** As text of a tsquery. PostgreSQL wrote it, so that it is safe to build others from. */
  readonly query: string;
  /** How many chunks have it; no more than some bound is counted. */
  readonly chunks: number;
}
