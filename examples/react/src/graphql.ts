/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The verdict on a stock: the band that its score falls into, unless a guardrail lowered it (method §9). The bounds given here are those of the default method; Method.bandThresholds has the bounds in force. */
export type Band =
  /** A score below 50. */
  | 'AVOID'
  /** A score of at least 65 and below 75. */
  | 'BUY'
  /** A score of at least 50 and below 65, or a higher score whose band a guardrail capped. */
  | 'HOLD'
  /** A score of at least 75. */
  | 'STRONG_BUY';

/** The six guardrails, in the order in which they are applied (method §9). A guardrail may lower a band, and never raises one. To cap a band means to lower it to HOLD where it is higher. The thresholds in parentheses are those of the default method; Method.guardrailThresholds has the thresholds in force. */
export type Guardrail =
  /** Caps the band when the penalty parts sum to too much (at least 15 points). */
  | 'HIGH_RISK_CAP'
  /** Caps the band when the traded value falls into the mode's lowest bin (₹ crore). */
  | 'ILLIQUIDITY'
  /** Caps the band when too many required metrics are missing (a fraction of at least 0.25). */
  | 'LOW_COVERAGE'
  /** Caps the band when the confidence is too low (below 0.70). */
  | 'LOW_DATA_HOLD'
  /** Caps the band when the promoter has pledged too much (a fraction above 0.10). */
  | 'PLEDGE_CAP'
  /** When the sector group falls far behind (S_z at most -1.5), caps the band of a trader, and takes 5 points off the score of an investor. */
  | 'SECTOR_BEAR';

/** The investment horizon that a score is for. Both modes share the pillars; the weights, the liquidity part of the penalty and the guardrails ILLIQUIDITY and SECTOR_BEAR differ (method §6, §7, §9). */
export type Mode =
  /** A horizon of about 120 sessions. Whether its scores predict returns (docs/validation.md): NONE for greyoak-1.1: No evidence that scores predict returns: greyoak-1.1 INVESTOR, 120 sessions ahead, among the 300 most traded securities, 1,386 sessions from 2020-07-27 on (12 that do not overlap): mean IC +0.011 (95 %: −0.029 to +0.053); within sector groups +0.006 (95 %: −0.025 to +0.038). NOT_YET for greyoak-2.0: Not known yet: no session is followed by enough others to measure its scores. */
  | 'INVESTOR'
  /** A horizon of about 20 sessions. Whether its scores predict returns (docs/validation.md): NONE for greyoak-1.1: No evidence that scores predict returns: greyoak-1.1 TRADER, 20 sessions ahead, among the 300 most traded securities, 1,486 sessions from 2020-07-27 on (75 that do not overlap): mean IC +0.020 (95 %: −0.004 to +0.045); within sector groups +0.007 (95 %: −0.013 to +0.025). NOT_YET for greyoak-2.0: Not known yet: no session is followed by enough others to measure its scores. */
  | 'TRADER';

/** The five parts of the risk penalty, in their usual order (method §7). */
export type PenaltyKind =
  /** Results or a board meeting are a few calendar days ago or ahead, or on the day. */
  | 'EVENT_WINDOW'
  /** An auditor's qualification or resignation, or a resignation from the board, in the last 365 calendar days. */
  | 'GOVERNANCE'
  /** Thin trading: the median traded value of 20 sessions, in ₹ crore, is low. */
  | 'LIQUIDITY'
  /** Pledge: a large fraction of the promoter's shares is pledged. */
  | 'PLEDGE'
  /** Volatility: the daily volatility of 20 sessions is far above the sector group's median. */
  | 'VOLATILITY';

/** The six pillars of a score, in their usual order (method §5). */
export type PillarName =
  /** F: return on equity, growth and valuation; for lenders, asset quality instead of growth and valuation. */
  | 'FUNDAMENTALS'
  /** O: the promoter holding, how much of it is pledged, and how the holding of institutions changed. */
  | 'OWNERSHIP'
  /** Q: return on capital employed, and how steady the operating margin is. */
  | 'QUALITY'
  /** R: returns in excess of the sector group and the market, per unit of volatility. */
  | 'RELATIVE_STRENGTH'
  /** S: returns of the sector group in excess of the market. */
  | 'SECTOR_MOMENTUM'
  /** T: moving averages, RSI, breakout and volume of the stock's own bars. */
  | 'TECHNICALS';

/** Selects events. An event must match every field that is given; a null field matches all events, except that a null method is the default one. A filter that no event can match is refused, as StockFilter is. */
export type ScoreEventFilter = {
  /** True: the band changed, or the score is the first one. Null and false match all events. */
  readonly bandChangedOnly?: boolean | null | undefined;
  /** The new band is one of these. */
  readonly bands?: ReadonlyArray<Band> | null | undefined;
  /** The score is of the method of this name (Query.methods); null: of the default one (METHOD). An unknown name is refused. */
  readonly method?: string | null | undefined;
  /** The value changed by at least so many points, 0 to 100, up or down. A first score always matches. */
  readonly minChange?: number | null | undefined;
  /** The score is of this mode; null: either mode. */
  readonly mode?: Mode | null | undefined;
  /** The stock is in one of these sector groups (Sector.key), as of when the score was made. An unknown key is refused. */
  readonly sectors?: ReadonlyArray<string> | null | undefined;
  /** The stock is one of these. Unknown tickers are ignored; a list without a known one is refused. */
  readonly tickers?: ReadonlyArray<string> | null | undefined;
};

export type RankingQueryVariables = Exact<{
  mode: Mode;
  first: number;
}>;

export type RankingQuery = {
  readonly latestCursor: string;
  readonly stocks: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly ticker: string;
      readonly name: string;
      readonly score: {
        readonly id: string;
        readonly date: string;
        readonly value: number;
        readonly band: Band;
        readonly previous: { readonly id: string; readonly value: number } | null;
      } | null;
    }>;
  };
};

export type CardQueryVariables = Exact<{
  ticker: string;
  mode: Mode;
}>;

export type CardQuery = {
  readonly stock: {
    readonly id: string;
    readonly ticker: string;
    readonly name: string;
    readonly sector: { readonly id: string; readonly name: string };
    readonly score: {
      readonly rank: number;
      readonly rankOf: number;
      readonly id: string;
      readonly date: string;
      readonly value: number;
      readonly band: Band;
      readonly penalty: {
        readonly total: number;
        readonly parts: ReadonlyArray<{
          readonly kind: PenaltyKind;
          readonly points: number;
          readonly reason: string;
        }>;
      };
      readonly guardrails: ReadonlyArray<{
        readonly guardrail: Guardrail;
        readonly fired: boolean;
        readonly reason: string;
      }>;
      readonly confidence: { readonly value: number };
      readonly previous: {
        readonly id: string;
        readonly date: string;
        readonly value: number;
        readonly band: Band;
        readonly pillars: {
          readonly all: ReadonlyArray<{
            readonly name: PillarName;
            readonly score: number;
            readonly weight: number;
            readonly contribution: number;
          }>;
        };
        readonly penalty: { readonly total: number };
      } | null;
      readonly pillars: {
        readonly all: ReadonlyArray<{
          readonly name: PillarName;
          readonly score: number;
          readonly weight: number;
          readonly contribution: number;
        }>;
      };
    } | null;
  } | null;
};

export type CardScoreFragment = {
  readonly id: string;
  readonly date: string;
  readonly value: number;
  readonly band: Band;
  readonly pillars: {
    readonly all: ReadonlyArray<{
      readonly name: PillarName;
      readonly score: number;
      readonly weight: number;
      readonly contribution: number;
    }>;
  };
  readonly penalty: { readonly total: number };
};

export type ScoreEventsSubscriptionVariables = Exact<{
  filter?: ScoreEventFilter | null | undefined;
  after?: string | number | null | undefined;
}>;

export type ScoreEventsSubscription = { readonly scoreChanged: { readonly cursor: string } };

export const CardScoreFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CardScore' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Score' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
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
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'total' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CardScoreFragment, unknown>;
export const RankingDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Ranking' },
      variableDefinitions: [
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
          { kind: 'Field', name: { kind: 'Name', value: 'latestCursor' } },
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
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
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
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
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
                            { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'band' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'previous' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'id' } },
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
        ],
      },
    },
  ],
} as unknown as DocumentNode<RankingQuery, RankingQueryVariables>;
export const CardDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Card' },
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
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ticker' } },
                { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'sector' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
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
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'CardScore' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'rank' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'rankOf' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'penalty' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
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
                            { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
                          ],
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
                            { kind: 'FragmentSpread', name: { kind: 'Name', value: 'CardScore' } },
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
      name: { kind: 'Name', value: 'CardScore' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Score' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
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
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'total' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CardQuery, CardQueryVariables>;
export const ScoreEventsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'ScoreEvents' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'filter' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'ScoreEventFilter' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'scoreChanged' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'filter' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'filter' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'after' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'cursor' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ScoreEventsSubscription, ScoreEventsSubscriptionVariables>;
