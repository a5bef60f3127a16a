import type pg from 'pg';
import { copyOut } from '../../database/copy.js';
import { BANDS, type IsoDate, type Mode } from '../../scoring/names.js';
import { SCORE_FIGURES } from '../../validation/figures/names.js';
import { POINT_PARTS, TRACE_LENGTH, type ScorePanel } from '../../validation/figures/panel.js';
import { sharedColumn } from './sharedColumn.js';
import type { StoredPanel } from './readMarketPanel.js';

/** Runs that are read at a time. */
const AT_A_TIME = 50;

/** The columns of the figures, in the order of SCORE_FIGURES. */
const FIGURES = ['value', 'before_guardrails', 'weighted', 'f', 't', 'r', 'o', 'q', 's'];
/** The columns of the parts of the penalty, in the order of PENALTIES. */
const PARTS = ['liquidity', 'pledge', 'volatility', 'event', 'governance'].map((part) => `${part}_points`);
/** The bands by their letters in `band_trace`. */
const LETTERS = new Map(BANDS.map((band, at) => [band[0], at]));

/** A method and a mode with scores. */
export interface ScoredMode {
  readonly methodName: string;
  readonly mode: Mode;
}

/** Scores, and of which sessions they are. */
export interface StoredScores {
  readonly scores: ScorePanel;
  /** The first and the last session with scores; null: there are none. */
  readonly span: { readonly from: IsoDate; readonly to: IsoDate } | null;
}

/**
 * Reads the current scores of a method and mode on sessions with quorum.
 *
 * @param client in the snapshot in which the market was read
 * @param signal ends the work with its reason
 */
export async function readScorePanel(
  client: pg.ClientBase,
  { methodName, mode }: ScoredMode,
  { market, placeOf }: StoredPanel,
  signal?: AbortSignal,
): Promise<StoredScores> {
  const runs = await readRuns(client, methodName, mode);
  const { rows: sectors } = await client.query<{ id: number; key: string }>(
    'SELECT id, key FROM sectors ORDER BY key COLLATE "C"',
  );
  const sectorOf = new Map(sectors.map(({ id }, place) => [id, place]));
  const total = runs.reduce((sum, { scored }) => sum + scored, 0);
  const panel = emptyPanel(methodName, mode, { sessions: market.days.length, rows: total });
  const sessionOf = new Map(market.days.map((day, session) => [day, session]));
  const countOf = new Int32Array(market.days.length);
  let row = 0;
  for (let at = 0; at < runs.length; at += AT_A_TIME) {
    signal?.throwIfAborted();
    const some = runs.slice(at, at + AT_A_TIME);
    const sessionOfRun = new Map(some.map(({ id, day }) => [id, placeIn(sessionOf, day)]));
    // COPY takes no parameters. What stands in the text are numbers, and a mode.
    await copyOut(
      client,
      `SELECT run_id, stock_id, sector_id, fired, band_trace,
         ${PARTS.map((part) => `${part} > 0`).join(', ')}, ${FIGURES.join(', ')}
       FROM scores JOIN runs ON runs.id = run_id JOIN stocks ON stocks.id = stock_id
       WHERE run_id = ANY ('{${some.map(({ id }) => id).join()}}') AND scores.mode = '${mode}'
       ORDER BY runs.day, ticker COLLATE "C"`,
      (cells) => {
        countOf[placeIn(sessionOfRun, cells.int4())]++;
        panel.security[row] = placeIn(placeOf, cells.int4());
        panel.sector[row] = placeIn(sectorOf, cells.int2());
        panel.fired[row] = cells.int2();
        // A trace is empty only in a store that tests filled.
        const trace = cells.text();
        for (let step = 0; step < TRACE_LENGTH; step++) {
          panel.bandTrace[row * TRACE_LENGTH + step] = LETTERS.get(trace[step]) ?? 0;
        }
        for (let part = 0; part < PARTS.length; part++) {
          if (cells.bool()) panel.penalised[row] |= 1 << part;
        }
        for (const figure of SCORE_FIGURES) {
          panel.figures[figure][row] = Math.round(cells.numeric() * POINT_PARTS);
        }
        row++;
      },
    );
  }
  for (let session = 0; session < countOf.length; session++) {
    panel.firstOf[session + 1] = panel.firstOf[session] + countOf[session];
  }
  const span = runs.length === 0 ? null : { from: runs[0].day, to: runs[runs.length - 1].day };
  return { scores: { ...panel, sectors: sectors.map(({ key }) => key) }, span };
}

/** @throws Error where the store names something that it does not have */
function placeIn<Key extends number | string>(places: ReadonlyMap<Key, number>, key: Key): number {
  const place = places.get(key);
  if (place === undefined)
    throw new Error(`Expected the run, stock, sector or session ${key} of a score, got none.`);
  return place;
}

interface ScoredRun {
  readonly id: number;
  readonly day: IsoDate;
  /** How many scores it has. */
  readonly scored: number;
}

async function readRuns(client: pg.ClientBase, method: string, mode: Mode): Promise<ScoredRun[]> {
  const { rows } = await client.query<ScoredRun>(
    `SELECT run_id AS id, scored_days.day::text AS day,
       (SELECT count(*)::int4 FROM scores WHERE scores.run_id = scored_days.run_id AND scores.mode = scored_days.mode) AS scored
     FROM scored_days JOIN session_bars USING (day)
     WHERE method = $1 AND mode = $2 AND has_quorum ORDER BY scored_days.day`,
    [method, mode],
  );
  return rows;
}

function emptyPanel(
  methodName: string,
  mode: Mode,
  { sessions, rows }: { readonly sessions: number; readonly rows: number },
) {
  return {
    methodName,
    mode,
    firstOf: sharedColumn(Int32Array, sessions + 1),
    security: sharedColumn(Int32Array, rows),
    sector: sharedColumn(Int16Array, rows),
    figures: Object.fromEntries(
      SCORE_FIGURES.map((figure) => [figure, sharedColumn(Int32Array, rows)]),
    ) as Record<(typeof SCORE_FIGURES)[number], Int32Array>,
    fired: sharedColumn(Uint8Array, rows),
    penalised: sharedColumn(Uint8Array, rows),
    bandTrace: sharedColumn(Uint8Array, rows * TRACE_LENGTH),
  };
}
