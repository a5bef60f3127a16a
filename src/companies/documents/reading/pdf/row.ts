/** A part of a row, apart from the others by a wide gap. */
export interface Cell {
  readonly text: string;
  readonly x: number;
  readonly end: number;
}

/** A row of text: what stands on one baseline of a column. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly y: number;
  readonly size: number;
  readonly font: string;
  readonly turn: number;
}
