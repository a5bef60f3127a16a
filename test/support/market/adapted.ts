import { gzipSync } from 'node:zlib';
import type { Adapter, AdapterContext, LeftOut } from '../../../src/market/imports/adapters/adapter.js';
import { ADAPTERS } from '../../../src/market/imports/adapters/adapters.js';
import { NO_STORE } from '../../../src/market/imports/adapters/noStore.js';
import { contentOf } from '../../../src/market/imports/sources/contentOf.js';
import type { RefusalRule } from '../../../src/market/imports/refusal.js';

/** A row that an adapter gave, by the columns of the import format. */
export type AdaptedRow = Readonly<Record<string, string>>;

/** What an adapter found in a file, before its rows are checked as those of an import folder are. */
export interface Adapted {
  readonly adapter: string;
  /** Rows by their dataset. */
  readonly rows: Readonly<Record<string, readonly AdaptedRow[]>>;
  readonly lines: Readonly<Record<string, readonly number[]>>;
  readonly refusals: readonly {
    readonly dataset: string;
    readonly line: number;
    readonly column: string;
    readonly value: string;
    readonly rule: RefusalRule;
    readonly reason: string;
  }[];
  /** How many rows were left out, by dataset and reason. */
  readonly leftOut: Readonly<Record<string, Partial<Record<LeftOut, number>>>>;
  readonly flags: readonly {
    readonly dataset: string;
    readonly kind: string;
    readonly metric: string;
    readonly detail: string;
  }[];
  /** Stocks that a day names in other series alone. */
  readonly otherSeries: readonly { readonly symbol: string; readonly day: string; readonly series: string }[];
  readonly day: string | null;
}

/** Returns the adapters that recognise a file, whatever it is called. */
export async function adaptersOf(bytes: Buffer | string, name = 'file'): Promise<readonly Adapter[]> {
  const content = await contentOf({ name, bytes: Buffer.from(bytes) });
  return ADAPTERS.filter((adapter) => adapter.recognises(content));
}

/**
 * Reads a file with the only adapter that recognises it.
 *
 * @throws Error where none or several do
 */
export async function adapted(
  bytes: Buffer | string,
  { name = 'file', context = NO_STORE }: { readonly name?: string; readonly context?: AdapterContext } = {},
): Promise<Adapted> {
  const content = await contentOf({ name, bytes: Buffer.from(bytes) });
  const found = ADAPTERS.filter((adapter) => adapter.recognises(content));
  if (found.length !== 1) {
    throw new Error(
      `Expected one adapter for ${name}, got ${found.map((one) => one.name).join(', ') || 'none'}.`,
    );
  }
  const [adapter] = found;
  const rows: Record<string, AdaptedRow[]> = {};
  const lines: Record<string, number[]> = {};
  const refusals: Adapted['refusals'][number][] = [];
  const flags: Adapted['flags'][number][] = [];
  const otherSeries: Adapted['otherSeries'][number][] = [];
  const leftOut: Record<string, Partial<Record<LeftOut, number>>> = {};
  await adapter.read(
    content,
    {
      row: (dataset, fields, line) => {
        const { columns } = adapter.gives[dataset];
        if (fields.length !== columns.length) throw new Error(`${dataset}: ${fields.length} fields`);
        (rows[dataset] ??= []).push(
          Object.fromEntries(columns.map((column, place) => [column, fields[place]])),
        );
        (lines[dataset] ??= []).push(line);
      },
      refuse: (dataset, line, refused) => refusals.push({ dataset, line, ...refused }),
      leaveOut: (dataset, reason) => {
        const counts = (leftOut[dataset] ??= {});
        counts[reason] = (counts[reason] ?? 0) + 1;
      },
      otherSeries: (other) => otherSeries.push(other),
      flag: (dataset, _line, { kind, metric, detail }) => flags.push({ dataset, kind, metric, detail }),
    },
    context,
  );
  const day = adapter.dayOf?.(content) ?? null;
  return { adapter: adapter.name, rows, lines, refusals, leftOut, flags, otherSeries, day };
}

/** Returns a file gzipped, as tests of recorded data read it. */
export const gzipped = (text: string): Buffer => gzipSync(Buffer.from(text));
