import { tickerOf } from '../../market/ticker.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { decodeId } from '../ids.js';
import type { MaybePromise } from '../maybePromise.js';
import { SCORE_IDS } from '../score/score.js';
import { scoreOf } from '../score/scoreOf.js';
import { sectorOf } from '../sector/sectorOf.js';
import { Stock } from '../stock/stock.js';
import type { Representation } from './anyScalar.js';
import type { Entity } from './entity.js';

/** How entities of a type are found; undefined for a text that is no key of the type. */
interface EntityKind {
  /** The field that is the key. */
  readonly key: string;
  /** What a key looks like, for messages. */
  readonly expected: string;
  readonly find: (key: string, context: GraphqlContext) => MaybePromise<Entity | null> | undefined;
}

const KINDS: ReadonlyMap<unknown, EntityKind> = new Map([
  [
    'Stock',
    {
      key: 'ticker',
      expected: 'a ticker such as "RELIANCE.NS"',
      find: (text, { snapshot }) => {
        const ticker = tickerOf(text);
        if (ticker === null) return undefined;
        const company = snapshot.company(ticker);
        return company && new Stock(company);
      },
    },
  ],
  [
    'Sector',
    { key: 'key', expected: 'the key of a sector group', find: (key, { market }) => sectorOf(key, market) },
  ],
  [
    'Score',
    {
      key: 'id',
      expected: 'the id of a Score from an answer of this API',
      find: (id, context) => {
        const key = decodeId(SCORE_IDS, id);
        return key === null ? undefined : scoreOf(key, context);
      },
    },
  ],
] satisfies [string, EntityKind][]);

/**
 * Finds the entity that a representation names; null where there is none.
 *
 * @throws UserError for another type, and for a key that is missing or wrong
 */
export function entityOf(
  representation: Representation,
  context: GraphqlContext,
): MaybePromise<Entity | null> {
  const typename = own(representation, '__typename');
  const kind = KINDS.get(typename);
  if (kind === undefined) {
    throw new UserError(
      `Expected __typename to be ${[...KINDS.keys()].join(', ')} in a representation, got ${described(typename)}: ` +
        'resolve other types by their own fields.',
    );
  }
  const key = own(representation, kind.key);
  const found = typeof key === 'string' ? kind.find(key, context) : undefined;
  if (found !== undefined) return found;
  throw new UserError(
    `Expected ${kind.key} of a ${String(typename)} to be ${kind.expected} in a representation, got ${described(key)}: ` +
      'send the key as this API gave it.',
  );
}

const own = (representation: Representation, name: string): unknown =>
  Object.hasOwn(representation, name) ? representation[name] : undefined;

function described(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : shown(JSON.stringify(value));
}
