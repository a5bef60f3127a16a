/** The entry of the published bundle `greyoak/client`; docs/client.md tells how it is used. */
export { liveOptions } from './liveOptions.js';
export type { Operation } from './operation.js';
export { resuming, type ResumingOptions, type StockClient } from './resuming.js';
