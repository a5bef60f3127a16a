import type { SearchAnswer } from './searchAnswer.js';
import { searchDocuments, type SearchServices } from './searchDocuments.js';
import type { SearchRequest } from './searchRequest.js';

/** Searches the documents of one store. */
export class DocumentSearch {
  constructor(private readonly services: SearchServices) {}

  /** @throws as `searchDocuments` */
  search(request: SearchRequest, signal?: AbortSignal): Promise<SearchAnswer> {
    return searchDocuments(this.services, request, signal);
  }
}
