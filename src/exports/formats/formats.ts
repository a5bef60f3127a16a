import type { ExportFormat } from '../exportFormats.js';
import { csv } from './csv.js';
import type { Format } from './format.js';
import { json } from './json.js';
import { parquet } from './parquet.js';

export const FORMATS: Readonly<Record<ExportFormat, Format>> = { CSV: csv, PARQUET: parquet, JSON: json };
