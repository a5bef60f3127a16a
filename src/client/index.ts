/** The entry of the published module `greyoak/client`. docs/client.md is its manual. */
export { liveOptions } from './liveOptions.js';
export type { Operation } from './operation.js';
export { resuming, type ResumingOptions, type StockClient } from './resuming.js';
