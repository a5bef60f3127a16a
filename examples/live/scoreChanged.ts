/** What the examples subscribe to: `$after` and `cursor` are what resuming needs, the rest is yours. */
export const SCORE_CHANGED = /* GraphQL */ `
  subscription Live($filter: ScoreEventFilter, $after: ID) {
    scoreChanged(filter: $filter, after: $after) {
      cursor
      previousValue
      score {
        stock {
          ticker
        }
        value
        band
      }
    }
  }
`;

export interface ScoreChange {
  readonly cursor: string;
  readonly previousValue: number | null;
  readonly score: {
    readonly stock: { readonly ticker: string };
    readonly value: number;
    readonly band: string;
  };
}

/** Whether errors of the service say that a cursor is too old to resume after. */
export function isExpired(errors: unknown): boolean {
  const codes = Array.isArray(errors)
    ? errors.map((error: { extensions?: { code?: unknown } }) => error.extensions?.code)
    : [];
  return codes.includes('CURSOR_EXPIRED');
}
