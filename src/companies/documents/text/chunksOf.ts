import { CHUNK_SIZE, type ChunkSize } from './chunkSize.js';
import type { CleanedText, TextChunk } from './documentText.js';

/** Cuts a cleaned text into chunks. */
export function chunksOf(_cleaned: CleanedText, _size: ChunkSize = CHUNK_SIZE): TextChunk[] {
  throw new Error('Not written yet.');
}
