import type { SymbolName } from '@observablehq/plot';

interface SeriesMark {
  /** How its line is told apart without colours: lengths of strokes and gaps; empty: one stroke. */
  readonly dash: string;
  /** How its dots are told apart, and the same as a character for the legend. */
  readonly symbol: SymbolName;
  readonly character: string;
}

/** The marks of series in their order. */
export const MARKS: readonly SeriesMark[] = [
  { dash: '', symbol: 'circle', character: '●' },
  { dash: '7 4', symbol: 'square', character: '■' },
  { dash: '2 3', symbol: 'triangle', character: '▲' },
  { dash: '10 3 2 3', symbol: 'diamond', character: '◆' },
  { dash: '14 5', symbol: 'star', character: '★' },
  { dash: '1 5', symbol: 'cross', character: '✚' },
];
