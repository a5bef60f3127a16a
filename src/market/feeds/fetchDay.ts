import { setTimeout as wait } from 'node:timers/promises';
import type { Job } from '../../jobs/task.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import { dayOf } from '../day.js';
import { beginDay } from './beginDay.js';
import { catchUpOf } from './catchUpOf.js';
import { CommandLocation } from './commandLocation.js';
import type { DayOutcome, Validators } from './dayOutcome.js';
import type { Feed } from './feed.js';
import { FeedFailure } from './feedFailure.js';
import { daysCaughtUpWith } from './feedCalendar.js';
import type { FeedServices } from './feedServices.js';
import { HttpLocation } from './httpLocation.js';
import { importFetched } from './importFetched.js';
import { isOfTheDay } from './isOfTheDay.js';
import type { FetchedFile, Location } from './location.js';
import { recordOutcome } from './recordOutcome.js';
import { sha256Of } from './sha256Of.js';
import { storeCalendar } from './storeCalendar.js';

type FetchJob = Job<{ readonly feeds: FeedServices }>;

/**
 * Gets the file of a day of a feed that is asked over HTTP or by a command, imports it, and records what became of it. A job
 * that is killed on the way leaves the day as RUNNING, and is done again from the start: importing a file again changes
 * nothing.
 */
export async function fetchDay(feed: Feed, day: IsoDate, job: FetchJob): Promise<void> {
  const { feeds: services } = job.services;
  const begun = await beginDay(job.pool, feed, day, Number(job.id), services.now);
  if (begun === null) return;
  if (begun.waitMs > 0) await wait(begun.waitMs, undefined, { signal: job.signal });
  const outcome = await outcomeOf(feed, day, begun.known, begun.now, job);
  const isAwaited = outcome.kind !== 'TAKEN' && (await isCaughtUpWith(feed, dayOf(day), begun.now, job));
  await recordOutcome(job.pool, feed, day, Number(job.id), outcome, services, isAwaited);
  if (outcome.kind === 'FAILED')
    job.log.warn({ feed: feed.name, day, reason: outcome.reason }, 'a feed failed');
}

async function outcomeOf(
  feed: Feed,
  day: IsoDate,
  known: Validators,
  now: Date,
  job: FetchJob,
): Promise<DayOutcome> {
  const { env } = job.services.feeds;
  try {
    const request = { day: dayOf(day), known, now, signal: job.signal };
    const fetched = await locationOf(feed, env).fetch(request);
    if (fetched.kind === 'UNCHANGED') return { kind: 'UNCHANGED', validators: known };
    if (fetched.kind === 'MISSING') return fetched;
    const sha256 = sha256Of(fetched.bytes);
    const validators = { etag: fetched.etag, lastModified: fetched.lastModified, sha256 };
    if (sha256 === known.sha256) return { kind: 'UNCHANGED', validators };
    return await taken(feed, day, fetched, validators, job);
  } catch (error) {
    if (!(error instanceof FeedFailure)) throw error;
    const { message: reason, retryAfterMs } = error;
    return { kind: 'FAILED', reason, retryAfterMs, isWorthRetrying: true, isOfSource: true };
  }
}

async function taken(
  feed: Feed,
  day: IsoDate,
  fetched: FetchedFile,
  validators: Validators,
  job: FetchJob,
): Promise<DayOutcome> {
  const expected = isOfTheDay(feed) ? day : null;
  const { days, rows, batches, refusedReason } = await importFetched(
    job.services.feeds.importFile,
    feed,
    fetched,
    expected,
    job,
  );
  if (expected !== null && days.length > 0 && !days.includes(expected)) {
    const held = days.length === 1 ? days[0] : `${days[0]} and ${days.length - 1} other days`;
    return {
      kind: 'MISSING',
      reason: `The file is not there yet: what the source gives is of ${held}, not of ${day}.`,
    };
  }
  if (refusedReason === null) return { kind: 'TAKEN', rows, batches, validators };
  const failed = { retryAfterMs: null, isWorthRetrying: true, isOfSource: true };
  return { kind: 'FAILED', reason: refusedReason, ...failed };
}

/** Returns whether the schedule still catches up with a day. */
async function isCaughtUpWith(
  feed: Feed,
  day: Day,
  now: Date,
  { pool, services }: FetchJob,
): Promise<boolean> {
  const calendar = await storeCalendar(pool);
  return daysCaughtUpWith(feed, now, catchUpOf(feed, services.feeds), calendar).includes(day);
}

function locationOf(feed: Feed, env: FeedServices['env']): Location {
  const { place } = feed;
  if (place.kind === 'url') return new HttpLocation(feed, place);
  if (place.kind === 'command') return new CommandLocation(feed, place, env);
  throw new Error(`Expected a feed with an address or a command, got the watched folder of ${feed.name}.`);
}
