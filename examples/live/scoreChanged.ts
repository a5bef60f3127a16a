/** The subscription of the examples. Resuming needs `$after` and `cursor`; select what you like apart from them. */
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

/** Returns whether these errors of the service say that the cursor is too old to resume from. */
export function isExpired(errors: unknown): boolean {
  const codes = Array.isArray(errors)
    ? errors.map((error: { extensions?: { code?: unknown } }) => error.extensions?.code)
    : [];
  return codes.includes('CURSOR_EXPIRED');
}
