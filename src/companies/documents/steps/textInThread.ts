import type { IsoDate } from '../../../scoring/names.js';
import type { SuggestedFigure } from '../../amounts/suggestedFigure.js';
import { suggestedFigures } from '../../amounts/suggestedFigures.js';
import { chunksOf } from '../text/chunksOf.js';
import { cleanText } from '../text/cleanText.js';
import type { CleanedText, ExtractedDocument, TextChunk } from '../text/documentText.js';

/** What the thread is asked for. */
export type TextWork =
  | { readonly step: 'CLEAN'; readonly document: ExtractedDocument }
  | { readonly step: 'CHUNK'; readonly cleaned: CleanedText }
  | { readonly step: 'SUGGEST'; readonly cleaned: CleanedText; readonly publishedOn: IsoDate };

export type TextAnswer = CleanedText | readonly TextChunk[] | readonly SuggestedFigure[];

/** Computes from the text of a document: what the thread of `TextThread` runs. */
export function doTextWork(work: TextWork): TextAnswer {
  switch (work.step) {
    case 'CLEAN':
      return cleanText(work.document);
    case 'CHUNK':
      return chunksOf(work.cleaned);
    case 'SUGGEST':
      return suggestedFigures(work.cleaned, work.publishedOn);
  }
}
