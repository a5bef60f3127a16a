/**
 * @generated SignedSource<<e28e72cf5f0b1d3d2399d18b21fb534a>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type Band = "AVOID" | "BUY" | "HOLD" | "STRONG_BUY" | "%future added value";
export type PillarName = "FUNDAMENTALS" | "OWNERSHIP" | "QUALITY" | "RELATIVE_STRENGTH" | "SECTOR_MOMENTUM" | "TECHNICALS" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type StockCard_stock$data = {
  readonly id: string;
  readonly name: string;
  readonly score: {
    readonly band: Band;
    readonly date: string;
    readonly pillars: {
      readonly all: ReadonlyArray<{
        readonly name: PillarName;
        readonly score: number;
        readonly weight: number;
      }>;
    };
    readonly value: number;
  } | null | undefined;
  readonly ticker: string;
  readonly " $fragmentType": "StockCard_stock";
};
export type StockCard_stock$key = {
  readonly " $data"?: StockCard_stock$data;
  readonly " $fragmentSpreads": FragmentRefs<"StockCard_stock">;
};

import StockCardRefetchQuery_graphql from './StockCardRefetchQuery.graphql';

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
};
return {
  "argumentDefinitions": [
    {
      "defaultValue": null,
      "kind": "LocalArgument",
      "name": "mode"
    }
  ],
  "kind": "Fragment",
  "metadata": {
    "refetch": {
      "connection": null,
      "fragmentPathInResult": [
        "node"
      ],
      "operation": StockCardRefetchQuery_graphql,
      "identifierInfo": {
        "identifierField": "id",
        "identifierQueryVariableName": "id"
      }
    }
  },
  "name": "StockCard_stock",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "ticker",
      "storageKey": null
    },
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": [
        {
          "kind": "Variable",
          "name": "mode",
          "variableName": "mode"
        }
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
                (v0/*:: as any*/),
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
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "id",
      "storageKey": null
    }
  ],
  "type": "Stock",
  "abstractKey": null
};
})();

(node as any).hash = "1340980fa583dcc20fc72e405b7418a2";

export default node;
