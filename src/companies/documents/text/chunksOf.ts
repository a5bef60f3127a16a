import { CHUNK_SIZE, type ChunkSize } from './chunkSize.js';
import type { CleanedText, TextChunk } from './documentText.js';
import { piecesOfText, type TextPiece } from './piecesOfText.js';

/**
 * Cuts a cleaned text into chunks: as many whole sentences, rows and headings as `size` allows. A heading begins a chunk.
 * A chunk repeats the last sentences of the one before it, up to `overlap` units, but none from above a heading. All chunks
 * together have the whole text but blanks between them.
 *
 * @throws RangeError where the sizes make no sense
 */
export function chunksOf(cleaned: CleanedText, { size, overlap }: ChunkSize = CHUNK_SIZE): TextChunk[] {
  if (!(size >= 2 && overlap >= 0 && overlap < size)) {
    throw new RangeError(
      `Expected a size of at least 2 and an overlap below it, got ${size} and ${overlap}.`,
    );
  }
  const places = new Places(cleaned);
  const chunks: TextChunk[] = [];
  let open: TextPiece[] = [];
  /** How many pieces of the open chunk are repeated. */
  let repeated = 0;
  const close = (): void => {
    const [first] = open;
    const last = open.at(-1);
    if (first && last && open.length > repeated) chunks.push(places.chunk(first.start, last.end));
  };
  for (const piece of piecesOfText(cleaned, size)) {
    if (piece.isHeading && open.some(({ isHeading }) => !isHeading)) {
      close();
      open = [];
      repeated = 0;
    } else if (piece.end - (open[0]?.start ?? piece.start) > size) {
      close();
      open = lastOf(open, { within: overlap, next: piece, size });
      repeated = open.length;
    }
    open.push(piece);
  }
  close();
  return chunks;
}

interface Repeat {
  readonly within: number;
  readonly next: TextPiece;
  readonly size: number;
}

/** Returns the last pieces that the next chunk repeats: fewer than all, and so that the next piece still fits. */
function lastOf(pieces: readonly TextPiece[], { within, next, size }: Repeat): TextPiece[] {
  const end = pieces.at(-1)?.end ?? 0;
  let from = pieces.length;
  for (let index = pieces.length - 1; index > 0; index--) {
    const piece = pieces[index];
    if (!piece || piece.isHeading || end - piece.start > within || next.end - piece.start > size) break;
    from = index;
  }
  return pieces.slice(from);
}

/** Says of ascending starts on which page and under which heading they are. */
class Places {
  readonly #cleaned: CleanedText;
  #page = 0;
  #heading = 0;

  constructor(cleaned: CleanedText) {
    this.#cleaned = cleaned;
  }

  chunk(start: number, end: number): TextChunk {
    const { text, layout } = this.#cleaned;
    while ((layout.pageStarts[this.#page] ?? Infinity) <= start) this.#page++;
    while ((layout.headings[this.#heading]?.start ?? Infinity) <= start) this.#heading++;
    const heading = layout.headings[this.#heading - 1];
    return {
      start,
      end,
      page: this.#page === 0 ? null : this.#page,
      heading: heading === undefined ? null : text.slice(heading.start, heading.end),
      text: text.slice(start, end),
    };
  }
}
