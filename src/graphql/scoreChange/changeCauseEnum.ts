import { registerEnumType } from 'type-graphql';
import type { ChangeCause } from '../../validation/attribution/changeCauses.js';

export const ChangeCauseEnum = {
  METHOD: 'METHOD',
  REVISIONS: 'REVISIONS',
  OWN_FACTS: 'OWN_FACTS',
  OWN_PRICES: 'OWN_PRICES',
  PEERS: 'PEERS',
} as const satisfies Record<ChangeCause, ChangeCause>;
registerEnumType(ChangeCauseEnum, {
  name: 'ChangeCause',
  description:
    'Why a score changed from one session to another, in the order in which the causes are taken into account: each ' +
    'replaces some inputs of the former session by those of the later one, and the whole session is scored again.',
  valuesConfig: {
    METHOD: { description: "The parameters of the method, and the stock's sector group." },
    REVISIONS: {
      description:
        'Facts of the former session that were corrected after its score was computed, of all stocks.',
    },
    OWN_FACTS: {
      description:
        "The stock's fundamentals, holdings and events, and the passing of time with the same facts. What depends on the " +
        'close, such as the P/E, is derived with the close of the former session.',
    },
    OWN_PRICES: { description: "The stock's bars, and what depends on its close." },
    PEERS: {
      description:
        'All other stocks and their sector groups, which stocks are scored, and the returns of the index.',
    },
  },
});
