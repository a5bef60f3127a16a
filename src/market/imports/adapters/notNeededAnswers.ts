import type { Content } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { isRecord, jsonOf } from './reading/jsonRecords.js';

/** Returns an adapter of a layout of which no score needs anything. */
const answer = (name: string, title: string, recognises: (content: Content) => boolean): Adapter => ({
  ...{ name, title, recognises, gives: {}, source: 'PRIMARY' },
  read: () => undefined,
});

/** Answers of the exchanges' sites that are known, and of which nothing is needed. */
export const NOT_NEEDED_ANSWERS: readonly Adapter[] = [
  answer('nse-lookup', 'NSE search results (JSON)', (content) =>
    isRecord(jsonOf(content), ['symbols', 'mfsymbols', 'search_content']),
  ),
];
