/**
 * Two components of a page that show other pillars of one stock, and the subscription that keeps both up to date in a
 * cache that keeps objects by their `id`, such as that of Apollo Client.
 */
export const QUALITY_CARD = /* GraphQL */ `
  query QualityCard($ticker: Ticker!) {
    stock(ticker: $ticker) {
      id
      score(mode: INVESTOR) {
        id
        value
        pillars {
          quality {
            score
          }
          all {
            name
            score
          }
        }
      }
    }
  }
`;

export const TECHNICALS_CARD = /* GraphQL */ `
  query TechnicalsCard($ticker: Ticker!) {
    stock(ticker: $ticker) {
      id
      score(mode: INVESTOR) {
        id
        band
        pillars {
          technicals {
            score
          }
          all {
            name
            weight
          }
        }
      }
    }
  }
`;

/**
 * A rescore stores a new score with a new `id`. So the event has to bring the field of the stock that the components
 * read, with the same arguments, and all that any of them asks for: the cache would ask for the rest again.
 */
export const CARDS_CHANGED = /* GraphQL */ `
  subscription CardsChanged($filter: ScoreEventFilter, $after: ID) {
    scoreChanged(filter: $filter, after: $after) {
      cursor
      score {
        id
        stock {
          id
          score(mode: INVESTOR) {
            id
            value
            band
            pillars {
              quality {
                score
              }
              technicals {
                score
              }
              all {
                name
                score
                weight
              }
            }
          }
        }
      }
    }
  }
`;

export interface Card {
  readonly stock: {
    readonly score: {
      readonly value?: number;
      readonly band?: string;
      readonly pillars: {
        readonly quality?: { readonly score: number };
        readonly technicals?: { readonly score: number };
        readonly all: readonly { readonly name: string; readonly score?: number; readonly weight?: number }[];
      };
    };
  };
}
