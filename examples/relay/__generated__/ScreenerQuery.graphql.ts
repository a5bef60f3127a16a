/**
 * @generated SignedSource<<fac8e7fbdb986d03eb8aebdce34cab2c>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type Band = "AVOID" | "BUY" | "HOLD" | "STRONG_BUY" | "%future added value";
export type Comparison = "ABOVE" | "AT_LEAST" | "AT_MOST" | "BELOW" | "EQUAL" | "KNOWN" | "UNKNOWN" | "%future added value";
export type Guardrail = "HIGH_RISK_CAP" | "ILLIQUIDITY" | "LOW_COVERAGE" | "LOW_DATA_HOLD" | "PLEDGE_CAP" | "SECTOR_BEAR" | "%future added value";
export type Mode = "INVESTOR" | "TRADER" | "%future added value";
export type PillarName = "FUNDAMENTALS" | "OWNERSHIP" | "QUALITY" | "RELATIVE_STRENGTH" | "SECTOR_MOMENTUM" | "TECHNICALS" | "%future added value";
export type StockField = "ASSET_GROWTH" | "ATR14" | "BAR_AGE" | "BOOK_YIELD" | "CHANGE" | "CLOSE" | "CONFIDENCE" | "COVERAGE" | "DAY_CHANGE" | "DII_PCT" | "DISTANCE_HIGH_RISK_CAP" | "DISTANCE_ILLIQUIDITY" | "DISTANCE_LOW_COVERAGE" | "DISTANCE_LOW_DATA_HOLD" | "DISTANCE_PLEDGE_CAP" | "DISTANCE_SECTOR_BEAR" | "DMA20" | "DMA200" | "DMA50" | "EARNINGS_YIELD" | "EPS_CAGR_3Y" | "EV_EBITDA" | "FII_DII_DELTA_PP" | "FII_PCT" | "FUNDAMENTALS" | "GNPA_PCT" | "HIGH_52W" | "LOW_20" | "LOW_52W" | "MACD_LINE" | "MACD_SIGNAL" | "MARKET_CAP_CR" | "MEDIAN_TRADED_VALUE_CR" | "NIM_3Y" | "OPM_STDEV_12Q" | "OWNERSHIP" | "PCR_PCT" | "PE" | "PENALTY" | "PENALTY_EVENT_WINDOW" | "PENALTY_GOVERNANCE" | "PENALTY_LIQUIDITY" | "PENALTY_PLEDGE" | "PENALTY_VOLATILITY" | "PERCENTILE" | "PLEDGED_FRACTION" | "PROMOTER_PCT" | "QUALITY" | "RANK" | "RELATIVE_STRENGTH" | "RESISTANCE_HIGH" | "RETURN_126D" | "RETURN_126_21D" | "RETURN_21D" | "RETURN_63D" | "RETURN_63_21D" | "RISK" | "RISK_JUDGED" | "RISK_UPPER" | "ROA_3Y" | "ROCE_3Y" | "ROE_3Y" | "RSI14" | "SALES_CAGR_3Y" | "SCORE" | "SECTOR_MOMENTUM" | "SECTOR_Z" | "SIGMA20" | "SIGMA60" | "TECHNICALS" | "TO_DMA20" | "TO_DMA200" | "TO_DMA50" | "TO_HIGH_52W" | "TO_LOW_52W" | "VOLUME" | "VOLUME_RATIO" | "WEIGHTED" | "%future added value";
export type StockFilter = {
  and?: ReadonlyArray<StockFilter> | null | undefined;
  bands?: ReadonlyArray<Band> | null | undefined;
  confidence?: FloatRange | null | undefined;
  fired?: ReadonlyArray<Guardrail> | null | undefined;
  not?: StockFilter | null | undefined;
  notFired?: ReadonlyArray<Guardrail> | null | undefined;
  or?: ReadonlyArray<StockFilter> | null | undefined;
  penalty?: FloatRange | null | undefined;
  pillars?: ReadonlyArray<PillarRange> | null | undefined;
  score?: FloatRange | null | undefined;
  search?: string | null | undefined;
  sectors?: ReadonlyArray<string> | null | undefined;
  tickers?: ReadonlyArray<string> | null | undefined;
  where?: ReadonlyArray<Condition> | null | undefined;
};
export type FloatRange = {
  max?: number | null | undefined;
  min?: number | null | undefined;
};
export type PillarRange = {
  max?: number | null | undefined;
  min?: number | null | undefined;
  pillar: PillarName;
};
export type Condition = {
  factor?: number | null | undefined;
  field: StockField;
  is: Comparison;
  than?: StockField | null | undefined;
  thanSectorMedian?: boolean | null | undefined;
  value?: number | null | undefined;
};
export type ScreenerQuery$variables = {
  filter?: StockFilter | null | undefined;
  first: number;
  mode: Mode;
};
export type ScreenerQuery$data = {
  readonly " $fragmentSpreads": FragmentRefs<"Screener_stocks">;
};
export type ScreenerQuery = {
  response: ScreenerQuery$data;
  variables: ScreenerQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "filter"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "first"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "mode"
},
v3 = {
  "kind": "Variable",
  "name": "filter",
  "variableName": "filter"
},
v4 = {
  "kind": "Variable",
  "name": "first",
  "variableName": "first"
},
v5 = {
  "kind": "Variable",
  "name": "mode",
  "variableName": "mode"
},
v6 = [
  (v3/*:: as any*/),
  (v4/*:: as any*/),
  (v5/*:: as any*/),
  {
    "kind": "Literal",
    "name": "orderBy",
    "value": {
      "direction": "DESC",
      "field": "SCORE"
    }
  }
],
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "ScreenerQuery",
    "selections": [
      {
        "args": [
          (v3/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/)
        ],
        "kind": "FragmentSpread",
        "name": "Screener_stocks"
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v2/*:: as any*/),
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "ScreenerQuery",
    "selections": [
      {
        "alias": null,
        "args": (v6/*:: as any*/),
        "concreteType": "StockConnection",
        "kind": "LinkedField",
        "name": "stocks",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "totalCount",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "StockEdge",
            "kind": "LinkedField",
            "name": "edges",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "Stock",
                "kind": "LinkedField",
                "name": "node",
                "plural": false,
                "selections": [
                  (v7/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "ticker",
                    "storageKey": null
                  },
                  (v8/*:: as any*/),
                  {
                    "alias": null,
                    "args": [
                      (v5/*:: as any*/)
                    ],
                    "concreteType": "Score",
                    "kind": "LinkedField",
                    "name": "score",
                    "plural": false,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "date",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "value",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "band",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Pillars",
                        "kind": "LinkedField",
                        "name": "pillars",
                        "plural": false,
                        "selections": [
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Pillar",
                            "kind": "LinkedField",
                            "name": "all",
                            "plural": true,
                            "selections": [
                              (v8/*:: as any*/),
                              {
                                "alias": null,
                                "args": null,
                                "kind": "ScalarField",
                                "name": "score",
                                "storageKey": null
                              },
                              {
                                "alias": null,
                                "args": null,
                                "kind": "ScalarField",
                                "name": "weight",
                                "storageKey": null
                              }
                            ],
                            "storageKey": null
                          }
                        ],
                        "storageKey": null
                      },
                      (v7/*:: as any*/)
                    ],
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "__typename",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "cursor",
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "PageInfo",
            "kind": "LinkedField",
            "name": "pageInfo",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "endCursor",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "hasNextPage",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": (v6/*:: as any*/),
        "filters": [
          "mode",
          "filter"
        ],
        "handle": "connection",
        "key": "Screener_stocks",
        "kind": "LinkedHandle",
        "name": "stocks"
      }
    ]
  },
  "params": {
    "cacheID": "3700fbc9178426fd0936ccf8ec09bdd3",
    "id": null,
    "metadata": {},
    "name": "ScreenerQuery",
    "operationKind": "query",
    "text": "query ScreenerQuery(\n  $mode: Mode!\n  $filter: StockFilter\n  $first: Int!\n) {\n  ...Screener_stocks_25pPy7\n}\n\nfragment Screener_stocks_25pPy7 on Query {\n  stocks(mode: $mode, filter: $filter, orderBy: {field: SCORE, direction: DESC}, first: $first) {\n    totalCount\n    edges {\n      node {\n        id\n        ...StockCard_stock_4cbxTS\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment StockCard_stock_4cbxTS on Stock {\n  ticker\n  name\n  score(mode: $mode) {\n    date\n    value\n    band\n    pillars {\n      all {\n        name\n        score\n        weight\n      }\n    }\n    id\n  }\n  id\n}\n"
  }
};
})();

(node as any).hash = "70a0edfc2d3c68820d0968703c3e1e98";

export default node;
