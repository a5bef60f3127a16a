/** Some of the rows of a session. */
export interface Members {
  /** 1 for each member. */
  readonly mask: Uint8Array;
  /** The members, ascending. */
  readonly rows: Int32Array;
}

/** Returns the rows of a session for which a condition holds. */
export function membersWhere(count: number, isMember: (row: number) => boolean): Members {
  const mask = new Uint8Array(count);
  const rows = new Int32Array(count);
  let found = 0;
  for (let row = 0; row < count; row++) {
    if (!isMember(row)) continue;
    mask[row] = 1;
    rows[found++] = row;
  }
  return { mask, rows: rows.subarray(0, found) };
}
