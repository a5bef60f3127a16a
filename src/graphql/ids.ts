import { tickerOf } from '../market/ticker.js';
import { MODES, type Mode, type Ticker } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { decodeText, encodeText } from './opaque.js';

/** What the id of a node stands for. */
export type NodeKey =
  | { readonly kind: 'Stock'; readonly ticker: Ticker }
  | { readonly kind: 'Score'; readonly runId: number; readonly mode: Mode; readonly ticker: Ticker }
  | { readonly kind: 'Sector'; readonly key: string }
  | { readonly kind: 'Run'; readonly runId: number };

export function encodeId(node: NodeKey): string {
  return encodeText(textOf(node));
}

function textOf(node: NodeKey): string {
  switch (node.kind) {
    case 'Stock':
      return `Stock:${node.ticker}`;
    case 'Score':
      return `Score:${node.runId}:${node.mode}:${node.ticker}`;
    case 'Sector':
      return `Sector:${node.key}`;
    case 'Run':
      return `Run:${node.runId}`;
    default:
      return node satisfies never;
  }
}

const SECTOR_KEY = /^[a-z][a-z0-9_]*$/;

/** @throws UserError when the text is not an id that encodeId makes */
export function decodeId(id: string): NodeKey {
  const text = decodeText(id);
  const node = text === null ? null : nodeOf(text);
  if (node !== null && textOf(node) === text) return node;
  throw new UserError(
    `Expected the id of a Stock, Score, Sector or Run from an answer of this API, got "${id.slice(0, 80)}": ` +
      'take ids from the field id, and ask for a stock by its ticker with the field stock.',
  );
}

function nodeOf(text: string): NodeKey | null {
  const [kind, ...parts] = text.split(':');
  const [first = '', second, third = ''] = parts;
  const runId = wholeNumber(first);
  const ticker = tickerOf(kind === 'Score' ? third : first);
  const mode = MODES.find((name) => name === second);
  if (kind === 'Stock' && ticker !== null) return { kind, ticker };
  if (kind === 'Score' && runId !== null && mode !== undefined && ticker !== null) {
    return { kind, runId, mode, ticker };
  }
  if (kind === 'Sector' && SECTOR_KEY.test(first)) return { kind, key: first };
  if (kind === 'Run' && runId !== null) return { kind, runId };
  return null;
}

/** Reads a whole number that fits PostgreSQL's integer, which ends at 2 ** 31 - 1; null where the text is none. */
export function wholeNumber(text: string): number | null {
  const value = Number(text);
  return /^\d{1,10}$/.test(text) && value < 2 ** 31 ? value : null;
}
