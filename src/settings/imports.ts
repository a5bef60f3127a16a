import { DEFAULT_LIMITS } from '../market/imports/importLimits.js';
import type { Section } from './section.js';
import { wholeNumber } from './wholeNumber.js';

/** What an import takes at most (docs/import.md). */
export const imports = {
  title: 'Imports',
  settings: {
    tickers: wholeNumber('MAX_IMPORT_TICKERS', {
      least: 1,
      most: 1_000_000,
      default: DEFAULT_LIMITS.tickers,
      description: 'How many tickers the files of an import folder may have together.',
    }),
    folderRows: wholeNumber('MAX_IMPORT_FOLDER_ROWS', {
      least: 1,
      most: 1_000_000_000,
      default: DEFAULT_LIMITS.folderRows,
      unit: 'rows',
      description: 'How many rows the files of an import folder may have together.',
    }),
    folderBytes: wholeNumber('MAX_IMPORT_FOLDER_BYTES', {
      least: 1024,
      most: 2 ** 40,
      default: DEFAULT_LIMITS.folderBytes,
      unit: 'bytes',
      description: 'How long the files of an import folder may be together, after unpacking.',
    }),
    bars: wholeNumber('MAX_IMPORT_BARS', {
      least: 1,
      most: 1_000_000_000,
      default: DEFAULT_LIMITS.bars,
      unit: 'rows',
      description: 'How many rows prices.csv may have; a million of them take some 150 MB of memory.',
    }),
    facts: wholeNumber('MAX_IMPORT_FACTS', {
      least: 1,
      most: 1_000_000_000,
      default: DEFAULT_LIMITS.facts,
      unit: 'rows',
      description:
        'How many rows each other file of an import may have; a million of them take some 600 MB of memory.',
    }),
    refused: wholeNumber('MAX_IMPORT_REFUSED', {
      least: 1,
      most: 1_000_000_000,
      default: DEFAULT_LIMITS.refused,
      unit: 'rows',
      description: 'How many rows of one file may be refused before the file is refused as a whole.',
    }),
    bytes: wholeNumber('MAX_IMPORT_BYTES', {
      least: 1024,
      most: 2 ** 40,
      default: DEFAULT_LIMITS.bytes,
      unit: 'bytes',
      description: 'How long one file of an import may be after unpacking.',
    }),
    ratio: wholeNumber('MAX_IMPORT_RATIO', {
      least: 1,
      most: 10_000,
      default: DEFAULT_LIMITS.ratio,
      description:
        'How many times its own size a gzipped file of an import may unpack to; up to 16 MiB, any ratio is taken.',
    }),
  },
} satisfies Section;
