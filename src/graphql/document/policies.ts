import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';
import { MOST_OF_FILING } from './filingDocumentsLoader.js';

/** It returns what it changed. */
const CHANGE: FieldPolicy = {
  access: ['COMPANIES_READ', 'COMPANIES_WRITE'],
  freshness: 'VOLATILE',
  cost: 100,
};

export const DOCUMENT_POLICIES: Policies = {
  // Uploads and jobs change documents without a commit of an import.
  'Query.document': { access: 'COMPANIES_READ', freshness: 'VOLATILE', cost: 1, reads: 1 },
  'Stock.documents': { access: 'COMPANIES_READ', freshness: 'VOLATILE', cost: rowsOfPage, reads: 1 },
  'Filing.documents': {
    access: 'INHERIT',
    freshness: 'VOLATILE',
    size: MOST_OF_FILING,
    // Nearly all filings have one at most.
    cost: 1,
    reads: 1,
  },
  'Mutation.reprocessDocument': CHANGE,
  'Mutation.deleteDocument': CHANGE,
  'Subscription.documentProcessed': { access: 'COMPANIES_READ', freshness: 'VOLATILE' },
  ...connectionPolicies('Document', { cost: 1, reads: 1 }),
  ...inherited(
    'Document',
    ['bytes', 'category', 'id', 'mediaType', 'pages', 'publishedOn', 'status', 'step', 'uploadedBy'],
    { hash: 66, model: 60, reason: 200, title: 120, url: 200 },
  ),
  'Document.stock': { access: 'MARKET_READ', freshness: 'INHERIT' },
  'Document.chunks': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    // And their count.
    cost: (visit) => rowsOfPage(visit) + 1,
    reads: 1,
  },
  ...connectionPolicies('Chunk'),
  ...inherited('Chunk', ['end', 'id', 'index', 'page', 'start'], { heading: 100, text: 2_000 }),
  'Chunk.document': { access: 'INHERIT', freshness: 'INHERIT', cost: 1, reads: 1 },
  ...inherited('DocumentEvent', ['at', 'document'], { cursor: 110 }),
};
