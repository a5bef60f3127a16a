/** Some of the rows of a session. */
export interface Members {
  /** 1 for each member. */
  readonly mask: Uint8Array;
  /** The members. */
  readonly rows: Int32Array;
}

/**
 * Makes members of rows.
 *
 * @param count of all rows of the session
 */
export function membersOf(count: number, rows: Int32Array): Members {
  const mask = new Uint8Array(count);
  for (const row of rows) mask[row] = 1;
  return { mask, rows };
}

/** Returns the rows of a session for which a condition holds, ascending. */
export function membersWhere(count: number, isMember: (row: number) => boolean): Members {
  const rows = new Int32Array(count);
  let found = 0;
  for (let row = 0; row < count; row++) if (isMember(row)) rows[found++] = row;
  return membersOf(count, rows.subarray(0, found));
}
