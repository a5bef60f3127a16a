/** The subscription that every client sends to every server. */
export const DOCUMENT = `subscription ($after: ID) {
  scoreChanged(after: $after) {
    cursor previousValue previousBand bandChanged at
    score { mode date value band weighted stock { ticker name } }
  }
}`;

/** An event as GreyOak sends it. Peers publish these objects. */
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
