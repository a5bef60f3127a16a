/** What all servers are asked for, without a filter. */
export const DOCUMENT = `subscription ($after: ID) {
  scoreChanged(after: $after) {
    cursor previousValue previousBand bandChanged at
    score { mode date value band weighted stock { ticker name } }
  }
}`;

/** The same as a schema text, for peers that take one. */
export const TYPE_DEFS = `
  type Query { version: String! }
  type Subscription { scoreChanged(after: ID): ScoreEvent! }
  type ScoreEvent {
    cursor: ID! previousValue: Float previousBand: Band bandChanged: Boolean! at: String! score: Score!
  }
  type Score { mode: Mode! date: String! value: Float! band: Band! weighted: Float! stock: Stock! }
  type Stock { ticker: String! name: String! }
  enum Mode { TRADER INVESTOR }
  enum Band { AVOID HOLD BUY STRONG_BUY }
`;

/** An event as GreyOak answers it; peers publish these objects. */
export interface ChangedScore {
  readonly cursor: string;
  readonly previousValue: number | null;
  readonly previousBand: string | null;
  readonly bandChanged: boolean;
  readonly at: string;
  readonly score: {
    readonly mode: string;
    readonly date: string;
    readonly value: number;
    readonly band: string;
    readonly weighted: number;
    readonly stock: { readonly ticker: string; readonly name: string };
  };
}
