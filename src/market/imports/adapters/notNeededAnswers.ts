import type { Content } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { isRecord, jsonOf, jsonRecords } from './reading/jsonRecords.js';

/** Returns an adapter of a layout of which no score needs anything. */
const answer = (name: string, title: string, recognises: (content: Content) => boolean): Adapter => ({
  ...{ name, title, recognises, gives: {}, source: 'PRIMARY' },
  read: () => undefined,
});

/** Answers of the exchanges' sites that are known, and of which nothing is needed. */
export const NOT_NEEDED_ANSWERS: readonly Adapter[] = [
  answer('nse-annual-reports', 'NSE list of annual reports (JSON)', (content) =>
    isList(content, ['companyName', 'fromYr', 'toYr', 'fileName'], 'data'),
  ),
  answer('nse-lookup', 'NSE search results (JSON)', (content) =>
    isRecord(jsonOf(content), ['symbols', 'mfsymbols', 'search_content']),
  ),
];

const isList = (content: Content, keys: readonly string[], under: string): boolean =>
  jsonRecords(content, keys, under) !== null;
