import { encodeEventCursor } from '../../src/live/eventCursor.js';
import { Attacker } from './attacker.js';

export interface Target {
  readonly port: number;
  /** The epoch of the log of scores. */
  readonly epoch: string;
}

/** Begins an attack, and returns its attackers. */
type Begin = (target: Target) => Promise<readonly Attacker[]>;

const FIELDS =
  'id value weighted band date mode sectorZ guardrails { guardrail fired reason } penalty { total }';

/** A document that differs from all others, with a result of some hundred cost units. */
const document = (n: number): string =>
  `subscription S${n}($after: ID, $filter: ScoreEventFilter) { scoreChanged(after: $after, filter: $filter) {
    cursor score { ${FIELDS} pillars { all { name score weight contribution } }
      stock { a${n}: scores(mode: TRADER, first: 50) { nodes { value band date } } } } } }`;

const times = <Item>(count: number, make: (k: number) => Item): Item[] =>
  Array.from({ length: count }, (_, k) => make(k));

async function attackers(count: number, { port }: Target, address: string): Promise<Attacker[]> {
  return Promise.all(times(count, () => Attacker.connect(port, address)));
}

/** What callers do over sockets to keep a server busy, or to fill its memory. */
export const LIVE_ATTACKS = {
  manyDocuments: async (target) => {
    const all = await attackers(1, target, '10.2.0.1');
    for (let n = 0; n < 40; n++) all[0].subscribe(document(n), {});
    return all;
  },
  replays: async (target) => {
    const all = await attackers(4, target, '10.2.0.2');
    const after = encodeEventCursor({ epoch: target.epoch, position: 0 });
    for (const [k, attacker] of all.entries()) {
      for (let n = 0; n < 10; n++) attacker.subscribe(document(100 + 10 * k + n), { after });
    }
    return all;
  },
  largeVariables: async (target) => {
    const all = await attackers(8, target, '10.2.0.3');
    const undeclared = times(60_000, () => 1);
    for (const attacker of all) {
      for (let n = 0; n < 20; n++) attacker.subscribe(document(200), { undeclared, n });
    }
    return all;
  },
} satisfies Readonly<Record<string, Begin>>;

export type LiveAttack = keyof typeof LIVE_ATTACKS;
