import { graphql } from 'relay-runtime';

export const screenerQuery = graphql`
  query ScreenerQuery($mode: Mode!, $filter: StockFilter, $first: Int!) {
    ...Screener_stocks @arguments(mode: $mode, filter: $filter, first: $first)
  }
`;

/** The best stocks, in pages. ScreenerPageQuery reads the next page, and the store appends it. */
export const screenerStocks = graphql`
  fragment Screener_stocks on Query
  @argumentDefinitions(
    mode: { type: "Mode!" }
    filter: { type: "StockFilter" }
    first: { type: "Int!" }
    after: { type: "String" }
  )
  @refetchable(queryName: "ScreenerPageQuery") {
    stocks(
      mode: $mode
      filter: $filter
      orderBy: { field: SCORE, direction: DESC }
      first: $first
      after: $after
    ) @connection(key: "Screener_stocks", filters: ["mode", "filter"]) {
      totalCount
      edges {
        node {
          id
          ...StockCard_stock @arguments(mode: $mode)
        }
      }
    }
  }
`;
