import { ask } from './ask.js';
import { barOf, type Bar } from './barOf.js';

const MUTATION = `mutation RecordClose($bar: BarInput!) {
  recordBars(input: { rows: [$bar] }) { updated refused { reason } }
}`;

interface Recorded {
  readonly recordBars: {
    readonly updated: number;
    readonly refused: readonly { readonly reason: string }[];
  };
}

/** Records another close in the place of the known one. Returns a sentence on what was stored, or why nothing was. */
export async function recordClose(ticker: string, date: string, close: number): Promise<string> {
  const known = await barOf(ticker, date);
  if (typeof known === 'string') return `Not recorded. ${known}`;
  const answer = await ask<Recorded>(MUTATION, { bar: { ticker, ...withClose(known, close) } });
  if ('fault' in answer) return `Not recorded. ${answer.fault}`;
  const { updated, refused } = answer.data.recordBars;
  if (refused.length > 0) return `Refused. ${refused.map(({ reason }) => reason).join(' ')}`;
  return updated === 0
    ? `Nothing changed: ${ticker} closed at ₹${close} on ${date} before, too. Enter another close.`
    : `Stored: ${ticker} closed at ₹${close} on ${date}, not at ₹${known.close}. A score that changes by it appears above.`;
}

/** The same day with another close, which its highest and lowest price include. */
const withClose = (bar: Bar, close: number): Bar => ({
  ...bar,
  close,
  high: Math.max(bar.high, close),
  low: Math.min(bar.low, close),
});
