import { parseArgs } from 'node:util';
import { PEER_NAMES, type PeerName } from './peerNames.js';

export type Task = 'peers' | 'storm' | 'latency' | 'intraday';

/** What the command line asks for. */
export interface Arguments {
  readonly task: Task;
  readonly sockets: readonly number[];
  /** In a burst and paced; in a commit of the other tasks. */
  readonly events: number;
  /** Commits, where latency is measured. */
  readonly rounds: number;
  readonly peers: readonly PeerName[];
  /** Whether peers get all events too, however long it takes. */
  readonly isWhole: boolean;
  /** Of the storm. */
  readonly seconds: number;
}

const USUAL = {
  peers: { sockets: '1000,10000', events: '200', rounds: '2' },
  storm: { sockets: '1000', events: '20', rounds: '1' },
  latency: { sockets: '1000', events: '100', rounds: '50' },
  intraday: { sockets: '1000', events: '1', rounds: '30' },
} as const satisfies Record<Task, object>;

const USAGE = `npm --prefix bench run live -- [--storm | --latency | --intraday] [options]
  --sockets ${USUAL.peers.sockets}   ${USUAL.storm.sockets} for the others
  --events ${USUAL.peers.events}           in a burst, and paced; in each commit of the storm (${USUAL.storm.events}) and for latency (${USUAL.latency.events})
  --rounds ${USUAL.peers.rounds}             commits for latency (${USUAL.latency.rounds}), imports for intraday (${USUAL.intraday.rounds})
  --peers ${PEER_NAMES.join(',')}
  --whole                all events for everybody, and at any number of sockets
  --seconds 60           of the storm`;

export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      storm: { type: 'boolean', default: false },
      latency: { type: 'boolean', default: false },
      intraday: { type: 'boolean', default: false },
      sockets: { type: 'string' },
      events: { type: 'string' },
      rounds: { type: 'string' },
      peers: { type: 'string', default: PEER_NAMES.join(',') },
      whole: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '60' },
    },
  });
  const [task = 'peers', ...others] = (['storm', 'latency', 'intraday'] as const).filter(
    (name) => values[name],
  );
  if (others.length > 0)
    throw new Error(`expected one of --storm, --latency, --intraday, got more\n${USAGE}`);
  const usual = USUAL[task];
  return {
    task,
    sockets: (values.sockets ?? usual.sockets).split(',').map((text) => whole('--sockets', text)),
    events: whole('--events', values.events ?? usual.events),
    rounds: whole('--rounds', values.rounds ?? usual.rounds),
    peers: values.peers.split(',').filter(Boolean).map(peer),
    isWhole: values.whole,
    seconds: whole('--seconds', values.seconds),
  };
}

function whole(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`expected ${option} to be whole and above 0, got ${JSON.stringify(text)}\n${USAGE}`);
}

function peer(text: string): PeerName {
  const name = PEER_NAMES.find((known) => known === text);
  if (name !== undefined) return name;
  throw new Error(
    `expected --peers to be of ${PEER_NAMES.join(', ')}, got ${JSON.stringify(text)}\n${USAGE}`,
  );
}
