import { graphql } from 'relay-runtime';

/** One stock by its ticker. */
export const stockCardQuery = graphql`
  query StockCardQuery($ticker: Ticker!, $mode: Mode!) {
    stock(ticker: $ticker) {
      ...StockCard_stock @arguments(mode: $mode)
    }
  }
`;

/** The data of a card. StockCardRefetchQuery reads it again by the id of the stock. */
export const stockCardStock = graphql`
  fragment StockCard_stock on Stock
  @argumentDefinitions(mode: { type: "Mode!" })
  @refetchable(queryName: "StockCardRefetchQuery") {
    ticker
    name
    score(mode: $mode) {
      date
      value
      band
      pillars {
        all {
          name
          score
          weight
        }
      }
    }
  }
`;
