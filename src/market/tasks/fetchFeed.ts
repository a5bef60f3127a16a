import type pg from 'pg';
import type { Job, Task } from '../../jobs/task.js';
import type { IsoDate } from '../../scoring/names.js';
import { giveUpDay } from '../feeds/endDay.js';
import { fetchDay } from '../feeds/fetchDay.js';
import { fetchFolderDay } from '../feeds/fetchFolderDay.js';
import type { FeedServices } from '../feeds/feedServices.js';
import { fetchJob, type FetchPayload } from '../feeds/fetchJob.js';
import { lookIntoFolder } from '../feeds/lookIntoFolder.js';
import { requeueDays } from '../feeds/requeueDays.js';
import { settleDays } from '../feeds/settleDays.js';

type Services = { readonly feeds: FeedServices };

/** Gets the file of a day of a feed, or looks into the folder of one. */
export const fetchFeed: Task<FetchPayload, Services> = {
  ...fetchJob,
  // Each holds a connection while its file waits for other imports. Most waits are for the turn at a host, which more jobs would
  // not shorten.
  concurrency: 2,
  // A download takes ten minutes at most, and the import of its file may wait for other imports.
  timeoutMs: 1_800_000,
  requeue: requeueDays,
  settle: (client: pg.ClientBase) => settleDays(client),
  run: ({ feed: name, day }, job) => getFile(name, day, job),
};

async function getFile(name: string, day: IsoDate | undefined, job: Job<Services>): Promise<void> {
  const feed = job.services.feeds.feeds.find((one) => one.name === name);
  const off = feed === undefined ? 'the file of feeds does not have it any more' : feed.off;
  if (feed === undefined || off !== null) {
    if (day !== undefined)
      await giveUpDay(job.pool, name, day, `The feed ${name} is off: ${off}.`, job.services.feeds);
    return;
  }
  if (feed.place.kind !== 'folder') {
    if (day !== undefined) await fetchDay(feed, day, job);
  } else if (day === undefined) await lookIntoFolder(feed, feed.place, job);
  else await fetchFolderDay(feed, feed.place, day, job);
}
