import type pg from 'pg';
import type { ExportRequest } from '../exportRequest.js';
import type { ExportTable } from '../exportTable.js';
import { requireStored } from '../requireStored.js';
import { bars } from './bars.js';
import { facts } from './facts.js';
import { features } from './features.js';
import { ownData } from './ownData.js';
import { scores } from './scores.js';
import { session } from './session.js';
import type { TableSource } from './tableSource.js';

/** Where the rows of each kind are read. */
const TABLES: Readonly<Record<ExportRequest['kind'], TableSource>> = {
  SCORES: scores,
  FEATURES: features,
  BARS: bars,
  FACTS: facts,
  SESSION: session,
  MY_DATA: ownData,
};

/**
 * Opens the table of an export.
 *
 * @param client is in a transaction on one snapshot, and is used by nothing else until the table is read
 * @param owner the user whose MY_DATA it is; null: none, as on the command line
 * @param onPart called with how many parts of the table are read, of how many
 * @throws UserError for stocks and methods that the store does not have
 */
export async function openTable(
  client: pg.ClientBase,
  request: ExportRequest,
  owner: number | null,
  onPart: (done: number, total: number) => void = () => undefined,
): Promise<ExportTable> {
  await requireStored(client, request);
  return TABLES[request.kind]({ client, request, owner, onPart });
}
