import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Cell, ColumnType, Row } from '../exportTable.js';
import type { Format } from './format.js';

/** So many rows are encoded at once, which takes some ten milliseconds, and are in memory twice. */
const ROW_GROUP = 4_000;

const TYPES: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  integer: { type: 'INT64' },
  date: { type: 'INT32', converted_type: 'DATE' },
  instant: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

/** Apache Parquet, in row groups, compressed by Snappy. */
export const parquet: Format = {
  extension: 'parquet',
  contentType: 'application/vnd.apache.parquet',
  async *encode({ columns, batches }, onRows) {
    const writer = new ByteWriter();
    const root: SchemaElement = { name: 'root', num_children: columns.length };
    const file = new ParquetWriter({
      writer,
      schema: [
        root,
        ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL', ...TYPES[type] }) as const),
      ],
    });
    /** What was encoded since the last call. */
    const taken = (): Uint8Array => {
      const bytes = writer.getBytes().slice();
      writer.index = 0;
      return bytes;
    };
    const encoded = async (rows: readonly Row[]): Promise<Uint8Array> => {
      await file.write({
        columnData: columns.map(({ name, type }, k) => ({
          name,
          data: rows.map((row) => valueOf(row[k], type)),
          // A dictionary would take -0 for 0.
          ...(type === 'number' && { encoding: 'PLAIN' }),
        })),
        rowGroupSize: rows.length,
      });
      return taken();
    };
    let waiting: Row[] = [];
    for await (const rows of batches) {
      onRows(rows.length);
      for (const row of rows) {
        waiting.push(row);
        if (waiting.length < ROW_GROUP) continue;
        yield await encoded(waiting);
        waiting = [];
      }
    }
    if (waiting.length > 0) yield await encoded(waiting);
    await file.finish();
    yield taken();
  },
};

const valueOf = (cell: Cell, type: ColumnType): Cell | bigint =>
  typeof cell === 'number' && (type === 'integer' || type === 'instant') ? BigInt(cell) : cell;
