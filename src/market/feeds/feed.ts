import type { Backoff } from '../../async/backoff.js';

/** On which days a feed has a file: each session; each day; the first session of each calendar week or month. */
export const FEED_DAYS = ['sessions', 'any', 'weekly', 'monthly'] as const;

export type FeedDayKind = (typeof FEED_DAYS)[number];

/** An address, into which the day is written. */
export interface HttpPlace {
  readonly kind: 'url';
  readonly url: string;
  /** Values may hold secrets of the environment. */
  readonly headers: Readonly<Record<string, string>>;
  /** Other hosts that answers may lead to. */
  readonly redirectHosts: readonly string[];
}

/** A folder into which others put files. */
export interface FolderPlace {
  readonly kind: 'folder';
  readonly folder: string;
}

/** A program that writes the file to its standard output. */
export interface CommandPlace {
  readonly kind: 'command';
  readonly command: readonly string[];
  /** The variables of the environment that it gets, besides PATH, HOME, LANG and TZ. */
  readonly environment: readonly string[];
}

export type FeedPlace = HttpPlace | FolderPlace | CommandPlace;

/** A source of files, as config/feeds.yaml describes it. */
export interface Feed {
  readonly name: string;
  /** The dataset that its files mainly hold, for readers of lists. */
  readonly dataset: string;
  /** The name of an adapter, or `any`: the content tells. */
  readonly format: string;
  readonly place: FeedPlace;
  readonly days: FeedDayKind;
  /** When it is asked for on these days, in minutes since midnight in India, ascending. */
  readonly times: readonly number[];
  /** How often a day is tried in a row before it is given up for an hour. */
  readonly attempts: number;
  readonly retry: Backoff;
  readonly timeoutMs: number;
  /** How many requests a day it may send; null: any number. */
  readonly quota: number | null;
  /** The least time between two requests to its host. */
  readonly pauseMs: number;
  readonly maxBytes: number;
  /** Why the feed does nothing, as a sentence without its period; null: it works. */
  readonly off: string | null;
}
