/**
 * @generated SignedSource<<dc738fe511116017f2e1dc96a2c5aa8c>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type Mode = "INVESTOR" | "TRADER" | "%future added value";
export type StockCardQuery$variables = {
  mode: Mode;
  ticker: string;
};
export type StockCardQuery$data = {
  readonly stock: {
    readonly " $fragmentSpreads": FragmentRefs<"StockCard_stock">;
  } | null | undefined;
};
export type StockCardQuery = {
  response: StockCardQuery$data;
  variables: StockCardQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "mode"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "ticker"
},
v2 = [
  {
    "kind": "Variable",
    "name": "ticker",
    "variableName": "ticker"
  }
],
v3 = [
  {
    "kind": "Variable",
    "name": "mode",
    "variableName": "mode"
  }
],
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "StockCardQuery",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "Stock",
        "kind": "LinkedField",
        "name": "stock",
        "plural": false,
        "selections": [
          {
            "args": (v3/*:: as any*/),
            "kind": "FragmentSpread",
            "name": "StockCard_stock"
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "StockCardQuery",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "Stock",
        "kind": "LinkedField",
        "name": "stock",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "ticker",
            "storageKey": null
          },
          (v4/*:: as any*/),
          {
            "alias": null,
            "args": (v3/*:: as any*/),
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
                      (v4/*:: as any*/),
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
              (v5/*:: as any*/)
            ],
            "storageKey": null
          },
          (v5/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "1858b1497ac55cb7cf4ea70c574af70f",
    "id": null,
    "metadata": {},
    "name": "StockCardQuery",
    "operationKind": "query",
    "text": "query StockCardQuery(\n  $ticker: Ticker!\n  $mode: Mode!\n) {\n  stock(ticker: $ticker) {\n    ...StockCard_stock_4cbxTS\n    id\n  }\n}\n\nfragment StockCard_stock_4cbxTS on Stock {\n  ticker\n  name\n  score(mode: $mode) {\n    date\n    value\n    band\n    pillars {\n      all {\n        name\n        score\n        weight\n      }\n    }\n    id\n  }\n  id\n}\n"
  }
};
})();

(node as any).hash = "54ad69b2707c7481819e47001fcf30eb";

export default node;
