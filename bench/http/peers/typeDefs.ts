/** The part of our schema that the operations ask for; the same names and types, so that answers compare. */
export const typeDefs = /* GraphQL */ `
  scalar Ticker
  scalar Date

  enum Mode {
    TRADER
    INVESTOR
  }
  enum Band {
    AVOID
    HOLD
    BUY
    STRONG_BUY
  }
  enum PillarName {
    FUNDAMENTALS
    TECHNICALS
    RELATIVE_STRENGTH
    OWNERSHIP
    QUALITY
    SECTOR_MOMENTUM
  }
  enum PenaltyKind {
    LIQUIDITY
    PLEDGE
    VOLATILITY
    EVENT_WINDOW
    GOVERNANCE
  }
  enum StockOrderField {
    SCORE
    PENALTY
    CONFIDENCE
    FUNDAMENTALS
    TECHNICALS
    RELATIVE_STRENGTH
    OWNERSHIP
    QUALITY
    SECTOR_MOMENTUM
  }
  enum Direction {
    ASC
    DESC
  }
  input StockOrder {
    field: StockOrderField!
    direction: Direction! = DESC
  }

  type Query {
    stock(ticker: Ticker!): Stock
    stocks(mode: Mode! = INVESTOR, on: Date, orderBy: StockOrder, first: Int = 50): StockConnection!
  }
  type StockConnection {
    nodes: [Stock!]!
  }
  type Stock {
    ticker: Ticker!
    name: String!
    score(mode: Mode!, on: Date): Score
  }
  type Score {
    value: Float!
    band: Band!
    weighted: Float!
    pillars: Pillars!
    penalty: Penalty!
  }
  type Pillars {
    all: [Pillar!]!
  }
  type Pillar {
    name: PillarName!
    score: Float!
    weight: Float!
    contribution: Float!
    components: [Component!]!
  }
  type Component {
    name: String!
    points: Float
    weight: Float!
  }
  type Penalty {
    total: Float!
    parts: [PenaltyPart!]!
  }
  type PenaltyPart {
    kind: PenaltyKind!
    points: Float!
  }
`;
