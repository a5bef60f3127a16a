/* Made by generate.js from operations.graphql and schema.graphql. */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The verdict on a stock: the band of its score, unless a guardrail lowered it (method §9). The bounds are those of the default method; Method.bandThresholds has the ones in force. */
export type Band =
  /** A score below 50. */
  | 'AVOID'
  /** A score of 65 and more, below 75. */
  | 'BUY'
  /** A score of 50 and more, below 65; or a higher one that a guardrail capped. */
  | 'HOLD'
  /** A score of 75 and more. */
  | 'STRONG_BUY';

/** Which end of an order comes first. */
export type Direction =
  /** The smallest, or the first of the alphabet, first. */
  | 'ASC'
  /** The greatest, or the last of the alphabet, first. */
  | 'DESC';

/** A range of numbers; both ends count. */
export type FloatRange = {
  /** Greatest value that counts; null: no upper bound. */
  readonly max?: number | null | undefined;
  /** Least value that counts; null: no lower bound. */
  readonly min?: number | null | undefined;
};

/** The six guardrails, in the one order in which they are applied (method §9). Each may lower a band and never raises one; "caps" means: at most HOLD. Thresholds in parentheses are those of the default method. */
export type Guardrail =
  /** Caps where the penalty parts sum to too much (15 points and more). */
  | 'HIGH_RISK_CAP'
  /** Caps where the traded value stands in the mode's worst bin (₹ crore). */
  | 'ILLIQUIDITY'
  /** Caps where too many metrics are missing (fraction of 0.25 and more). */
  | 'LOW_COVERAGE'
  /** Caps where the confidence is too low (below 0.70). */
  | 'LOW_DATA_HOLD'
  /** Caps where the promoter has pledged too much (fraction above 0.10). */
  | 'PLEDGE_CAP'
  /** Where the sector group falls behind (S_z at most -1.5): caps a trader, takes 5 points off an investor. */
  | 'SECTOR_BEAR';

/** For whom a stock is scored. Pillars are the same in both; weights, the liquidity part of the penalty and the guardrails ILLIQUIDITY and SECTOR_BEAR differ (method §6, §7, §9). */
export type Mode =
  /** Looks about 120 sessions ahead. */
  | 'INVESTOR'
  /** Looks about 20 sessions ahead. */
  | 'TRADER';

/** The five parts of the risk penalty (method §7), in their order. */
export type PenaltyKind =
  /** Results or a board meeting within a few calendar days. */
  | 'EVENT_WINDOW'
  /** An auditor’s qualification or resignation, or a resignation from the board. */
  | 'GOVERNANCE'
  /** Thin trading: the median traded value of 20 sessions, in ₹ crore. */
  | 'LIQUIDITY'
  /** The fraction of the promoter's shares that is pledged. */
  | 'PLEDGE'
  /** Daily volatility of 20 sessions, against the sector group's median. */
  | 'VOLATILITY';

/** The six pillars of a score (method §5), in their order. */
export type PillarName =
  /** F: return on equity, growth and valuation; of lenders also asset quality. */
  | 'FUNDAMENTALS'
  /** O: what promoters hold and have pledged, and what institutions bought. */
  | 'OWNERSHIP'
  /** Q: return on capital employed, and how steady the margin is. */
  | 'QUALITY'
  /** R: returns over the sector and the market, for the risk taken. */
  | 'RELATIVE_STRENGTH'
  /** S: returns of the sector group over the market. */
  | 'SECTOR_MOMENTUM'
  /** T: averages, RSI, breakout and volume of the stock itself. */
  | 'TECHNICALS';

/** A range of the score of one pillar, 0 to 100; both ends count. */
export type PillarRange = {
  /** Greatest value that counts; null: no upper bound. */
  readonly max?: number | null | undefined;
  /** Least value that counts; null: no lower bound. */
  readonly min?: number | null | undefined;
  /** The pillar. */
  readonly pillar: PillarName;
};

/** Which stocks count: those for which all that is given holds. Null leaves a part out. */
export type StockFilter = {
  /** In one of these bands. */
  readonly bands?: ReadonlyArray<Band> | null | undefined;
  /** Confidence.value, 0 to 1. */
  readonly confidence?: FloatRange | null | undefined;
  /** All of these guardrails fired. */
  readonly fired?: ReadonlyArray<Guardrail> | null | undefined;
  /** None of these guardrails fired. */
  readonly notFired?: ReadonlyArray<Guardrail> | null | undefined;
  /** Penalty.total, in points. */
  readonly penalty?: FloatRange | null | undefined;
  /** Scores of pillars, 0 to 100; all ranges hold. */
  readonly pillars?: ReadonlyArray<PillarRange> | null | undefined;
  /** Score.value, 0 to 100. */
  readonly score?: FloatRange | null | undefined;
  /** Text that the ticker or the name contains, without regard to case. */
  readonly search?: string | null | undefined;
  /** In one of these sector groups (Sector.key), as of when the score was made; an unknown key is refused. */
  readonly sectors?: ReadonlyArray<string> | null | undefined;
  /** One of these stocks; unknown ones are passed over. */
  readonly tickers?: ReadonlyArray<string> | null | undefined;
};

/** By what the screener is ordered. */
export type StockOrder = {
  /** Which end comes first. */
  readonly direction?: Direction;
  /** The value that counts. */
  readonly field: StockOrderField;
};

/** What the screener can be ordered by. Stocks that are equal in it follow by ticker, ascending. */
export type StockOrderField =
  /** Points since the score of the former session; stocks without a former score come last. */
  | 'CHANGE'
  /** Confidence.value, 0 to 1. */
  | 'CONFIDENCE'
  /** Score of the pillar F, 0 to 100. */
  | 'FUNDAMENTALS'
  /** The company's name, by character code. */
  | 'NAME'
  /** Score of the pillar O, 0 to 100. */
  | 'OWNERSHIP'
  /** Penalty.total, in points. */
  | 'PENALTY'
  /** Score of the pillar Q, 0 to 100. */
  | 'QUALITY'
  /** Score of the pillar R, 0 to 100. */
  | 'RELATIVE_STRENGTH'
  /** Score.value, 0 to 100. */
  | 'SCORE'
  /** Score of the pillar S, 0 to 100. */
  | 'SECTOR_MOMENTUM'
  /** Score of the pillar T, 0 to 100. */
  | 'TECHNICALS'
  /** The ticker, by character code. */
  | 'TICKER';

export type StockCardQueryVariables = Exact<{
  ticker: string;
  mode: Mode;
}>;

export type StockCardQuery = {
  readonly stock: {
    readonly industry: string | null;
    readonly id: string;
    readonly ticker: string;
    readonly name: string;
    readonly sector: { readonly key: string; readonly name: string };
    readonly score: {
      readonly date: string;
      readonly value: number;
      readonly band: Band;
      readonly pillars: {
        readonly all: ReadonlyArray<{
          readonly name: PillarName;
          readonly score: number;
          readonly weight: number;
        }>;
      };
      readonly penalty: { readonly total: number };
      readonly confidence: { readonly value: number };
      readonly previous: { readonly date: string; readonly value: number } | null;
    } | null;
  } | null;
};

export type ScreenerPageQueryVariables = Exact<{
  mode: Mode;
  filter?: StockFilter | null | undefined;
  orderBy?: StockOrder | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;

export type ScreenerPageQuery = {
  readonly stocks: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly ticker: string;
      readonly name: string;
      readonly score: { readonly value: number; readonly band: Band } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type CompareStocksQueryVariables = Exact<{
  tickers: ReadonlyArray<string> | string;
  mode: Mode;
  first: number;
}>;

export type CompareStocksQuery = {
  readonly stocks: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly ticker: string;
      readonly name: string;
      readonly score: {
        readonly value: number;
        readonly band: Band;
        readonly pillars: {
          readonly fundamentals: { readonly score: number };
          readonly technicals: { readonly score: number };
          readonly relativeStrength: { readonly score: number };
          readonly ownership: { readonly score: number };
          readonly quality: { readonly score: number };
          readonly sectorMomentum: { readonly score: number };
        };
      } | null;
      readonly fundamentals: { readonly pe: number | null; readonly roe3y: number | null } | null;
    }>;
  };
};

export type WhyThisScoreQueryVariables = Exact<{
  ticker: string;
  mode: Mode;
  on?: string | null | undefined;
}>;

export type WhyThisScoreQuery = {
  readonly stock: {
    readonly id: string;
    readonly ticker: string;
    readonly name: string;
    readonly score: {
      readonly date: string;
      readonly value: number;
      readonly weighted: number;
      readonly pillars: {
        readonly all: ReadonlyArray<{
          readonly name: PillarName;
          readonly score: number;
          readonly weight: number;
          readonly contribution: number;
        }>;
      };
      readonly penalty: {
        readonly total: number;
        readonly beforeCap: number;
        readonly cap: number;
        readonly parts: ReadonlyArray<{
          readonly kind: PenaltyKind;
          readonly points: number;
          readonly reason: string;
        }>;
      };
      readonly guardrails: ReadonlyArray<{
        readonly guardrail: Guardrail;
        readonly fired: boolean;
        readonly scoreBefore: number;
        readonly scoreAfter: number;
        readonly reason: string;
      }>;
    } | null;
  } | null;
};

export type HistoryQueryVariables = Exact<{
  ticker: string;
  mode: Mode;
  from?: string | null | undefined;
  to?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;

export type HistoryQuery = {
  readonly stock: {
    readonly id: string;
    readonly ticker: string;
    readonly name: string;
    readonly scores: {
      readonly nodes: ReadonlyArray<{ readonly date: string; readonly value: number; readonly band: Band }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type StockNameFragment = { readonly id: string; readonly ticker: string; readonly name: string };

export const StockNameFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<StockNameFragment, unknown>;
export const StockCardDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'StockCard' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Ticker' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Mode' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'stock' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'ticker' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'StockName' } },
                { kind: 'Field', name: { kind: 'Name', value: 'industry' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'sector' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'key' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'score' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'mode' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'band' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'pillars' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'all' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'score' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'weight' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'penalty' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [{ kind: 'Field', name: { kind: 'Name', value: 'total' } }],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'confidence' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [{ kind: 'Field', name: { kind: 'Name', value: 'value' } }],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'previous' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<StockCardQuery, StockCardQueryVariables>;
export const ScreenerPageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'ScreenerPage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Mode' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'filter' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'StockFilter' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'orderBy' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'StockOrder' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'stocks' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'mode' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'filter' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'filter' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'orderBy' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'orderBy' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'after' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'totalCount' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'nodes' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'StockName' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'score' },
                        arguments: [
                          {
                            kind: 'Argument',
                            name: { kind: 'Name', value: 'mode' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
                          },
                        ],
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'band' } },
                          ],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'pageInfo' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'hasNextPage' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'endCursor' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ScreenerPageQuery, ScreenerPageQueryVariables>;
export const CompareStocksDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'CompareStocks' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'tickers' } },
          type: {
            kind: 'NonNullType',
            type: {
              kind: 'ListType',
              type: {
                kind: 'NonNullType',
                type: { kind: 'NamedType', name: { kind: 'Name', value: 'Ticker' } },
              },
            },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Mode' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'stocks' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'mode' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'filter' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'tickers' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'tickers' } },
                    },
                  ],
                },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'nodes' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'StockName' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'score' },
                        arguments: [
                          {
                            kind: 'Argument',
                            name: { kind: 'Name', value: 'mode' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
                          },
                        ],
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'band' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'pillars' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'fundamentals' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'technicals' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'relativeStrength' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'ownership' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'quality' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'sectorMomentum' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'score' } }],
                                    },
                                  },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'fundamentals' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'pe' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'roe3y' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CompareStocksQuery, CompareStocksQueryVariables>;
export const WhyThisScoreDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'WhyThisScore' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Ticker' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Mode' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'on' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'Date' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'stock' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'ticker' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'StockName' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'score' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'mode' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'on' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'on' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'weighted' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'pillars' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'all' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'score' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'weight' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'contribution' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'penalty' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'total' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'beforeCap' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'cap' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'parts' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'points' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'guardrails' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'guardrail' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'fired' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'scoreBefore' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'scoreAfter' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<WhyThisScoreQuery, WhyThisScoreQueryVariables>;
export const HistoryDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'History' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Ticker' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Mode' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'from' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'Date' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'to' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'Date' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'stock' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'ticker' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'ticker' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'StockName' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'scores' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'mode' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'mode' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'from' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'from' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'to' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'to' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'after' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'nodes' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'band' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'pageInfo' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'hasNextPage' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'endCursor' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'StockName' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Stock' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<HistoryQuery, HistoryQueryVariables>;
