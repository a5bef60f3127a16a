import { createRequire } from 'node:module';
import { debut } from './debut.js';
import { indicatorts } from './indicatorts.js';
import { ixjb94 } from './ixjb94.js';
import { oakscript } from './oakscript.js';
import type { Peer } from './peer.js';
import { talib } from './talib.js';
import { fastTechnicalIndicators, technicalIndicators } from './technicalIndicators.js';
import { tradingSignals } from './tradingSignals.js';

export const PEERS: readonly Peer[] = [
  tradingSignals,
  debut,
  ixjb94,
  indicatorts,
  oakscript,
  fastTechnicalIndicators,
  technicalIndicators,
  talib,
];

const { dependencies } = createRequire(import.meta.url)('../package.json') as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** "trading-signals 8.3.0". */
export const nameOf = ({ name }: Peer): string => `${name} ${dependencies[name]}`;
