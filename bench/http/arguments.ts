import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OPERATION_NAMES, type OperationName } from './operations.js';
import { PEER_NAMES, type PeerName } from './peerNames.js';

/** What the command line asks for. */
export interface Arguments {
  /** An import folder; undefined: the sample market. */
  readonly folder: string | undefined;
  /** Where the store is kept for a next time; undefined: in a temporary folder. */
  readonly home: string | undefined;
  /** Of one round of one peer. */
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: readonly number[];
  readonly operations: readonly OperationName[];
  readonly peers: readonly PeerName[];
  readonly temperatures: readonly Temperature[];
  /** Whether the results are printed as JSON too. */
  readonly isJson: boolean;
}

export const TEMPERATURES = ['cold', 'hot'] as const;
export type Temperature = (typeof TEMPERATURES)[number];

export const USAGE = `npm --prefix bench run http -- [FOLDER] [options]
  FOLDER               an import folder; the sample market where it is left out
  --home FOLDER        keeps the store there, and uses the one that is there already
  --seconds 4          of each round of each peer
  --rounds 3
  --connections 1,16,64
  --operations 1,2,3   or by their names: ${OPERATION_NAMES.join(',')}
  --peers ${PEER_NAMES.join(',')}
  --temperatures ${TEMPERATURES.join(',')}
  --json               prints the results as JSON too, in the last line`;

export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      home: { type: 'string' },
      seconds: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '1,16,64' },
      operations: { type: 'string', default: OPERATION_NAMES.join(',') },
      peers: { type: 'string', default: PEER_NAMES.join(',') },
      temperatures: { type: 'string', default: TEMPERATURES.join(',') },
      json: { type: 'boolean', default: false },
    },
  });
  const [folder, ...rest] = positionals;
  if (rest.length > 0) throw new Error(`expected one folder, got ${positionals.join(', ')}\n${USAGE}`);
  return {
    folder: folder === undefined ? undefined : fromCaller(folder),
    home: values.home === undefined ? undefined : fromCaller(values.home),
    seconds: positive('--seconds', values.seconds),
    rounds: whole('--rounds', values.rounds),
    connections: values.connections.split(',').map((text) => whole('--connections', text)),
    operations: values.operations
      .split(',')
      .map((text) => oneOf('--operations', OPERATION_NAMES, OPERATION_NAMES[Number(text) - 1] ?? text)),
    peers: values.peers.split(',').map((text) => oneOf('--peers', PEER_NAMES, text)),
    temperatures: values.temperatures.split(',').map((text) => oneOf('--temperatures', TEMPERATURES, text)),
    isJson: values.json,
  };
}

/** npm runs scripts in the folder of their package, and says where it was called. */
const fromCaller = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path);

function positive(option: string, text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Error(`expected ${option} to be above 0, got ${JSON.stringify(text)}\n${USAGE}`);
}

function whole(option: string, text: string): number {
  const value = positive(option, text);
  if (Number.isInteger(value)) return value;
  throw new Error(`expected ${option} to be whole, got ${JSON.stringify(text)}\n${USAGE}`);
}

function oneOf<Name extends string>(option: string, names: readonly Name[], text: string): Name {
  const name = names.find((known) => known === text);
  if (name !== undefined) return name;
  throw new Error(`expected ${option} to be of ${names.join(', ')}, got ${JSON.stringify(text)}\n${USAGE}`);
}
