/** An entry of a free text of NSE's daily reports. */
export interface PrEntry {
  /** What the pattern of an entry's first line found. */
  readonly fields: readonly string[];
  /** The lines that follow it, as one text. */
  readonly text: string;
  /** The line at which it begins, from 1. */
  readonly line: number;
}

/** Yields the entries below the header of a free text. Each begins at a line of a pattern, and goes on up to the next one. */
export function* prEntries(text: string, pattern: RegExp): Generator<PrEntry> {
  let open: { fields: readonly string[]; more: string[]; line: number } | null = null;
  const entryOf = ({ fields, more, line }: NonNullable<typeof open>): PrEntry => ({
    fields,
    text: more.join(' '),
    line,
  });
  for (const [place, written] of text.split('\n').entries()) {
    if (place === 0) continue;
    const match = pattern.exec(written);
    if (match !== null) {
      if (open !== null) yield entryOf(open);
      open = { fields: match.slice(1).map((field) => field.trim()), more: [], line: place + 1 };
    } else open?.more.push(written.trim());
  }
  if (open !== null) yield entryOf(open);
}
