import type { Dataset } from './dataset.js';
import { DATASETS } from './datasets.js';

/** Returns the dataset of the import format whose file has a header; undefined where none has. */
export function datasetOfHeader(header: readonly string[]): Dataset | undefined {
  return DATASETS.find(
    ({ required, optional }) =>
      required.every((column) => header.includes(column)) &&
      header.every((column) => ([...required, ...optional] as readonly string[]).includes(column)),
  );
}
