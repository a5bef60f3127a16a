/**
 * Live delivery of alerts, next to that of scores: from COMMIT to the last of as many clients, by the same service.
 *
 * npm --prefix bench run alerts:live -- [--sockets 1000] [--events 200] [--tiny]
 *
 * Exits with 1 if an event was lost, was repeated or was out of order.
 */
import { parseArgs } from 'node:util';
import { decodeEventCursor } from '../src/live/eventCursor.js';
import { wholes } from './harness/options.js';
import { digits, print, printHead, printTable, ratio } from './harness/report.js';
import { openStore } from './harness/store.js';
import { isTiny } from './harness/tiny.js';
import { commitAlerts, makeAlert } from './live/commitAlerts.js';
import { startGreyoak, type Contestant } from './live/contestants.js';
import { LoadProcess } from './live/loadProcess.js';
import { measure, type Sample } from './live/measure.js';
import { withCleanup } from './processes/withCleanup.js';

const DOCUMENT = `subscription ($after: ID) {
  alertRaised(after: $after) {
    cursor change value state at
    alert { id date severity message occurrences stock { ticker name } rule { name } }
  }
}`;

const { values } = parseArgs({
  options: {
    sockets: { type: 'string', default: isTiny ? '20' : '1000' },
    events: { type: 'string', default: isTiny ? '5' : '200' },
    tiny: { type: 'boolean' },
  },
});
const [sockets] = wholes('--sockets', values.sockets);
const [events] = wholes('--events', values.events);

await withCleanup(async (onEnd) => {
  printHead('Live: alerts next to scores');
  const store = await openStore(undefined);
  onEnd(store.close);
  const alertId = await makeAlert(store.pool);
  await store.owner.query('VACUUM ANALYZE');
  const load = new LoadProcess();
  onEnd(load.stop);
  const sampleOf = async (contestant: Contestant): Promise<Sample> => {
    onEnd(contestant.stop);
    const sample = await measure(contestant, load, { sockets, burst: events, paced: Math.min(events, 200) });
    await contestant.stop();
    return sample;
  };
  const scores = await sampleOf(await startGreyoak(store.url, store.pool));
  const greyoak = await startGreyoak(store.url, store.pool);
  const alerts = await sampleOf({
    ...greyoak,
    document: DOCUMENT,
    publish: async (count) => {
      const { first, last, sentAt: at } = await commitAlerts(store.pool, alertId, count);
      return { at, check: (payloads) => mustBeFrom(first, last, payloads) };
    },
  });
  printTable(
    ['log', 'sent', 'messages/s', 'CPU µs/message', 'last client, ms', '÷ scores'],
    (['burst', 'paced'] as const).flatMap((how) =>
      Object.entries({ scores, alerts }).map(([log, sample]) => [
        log,
        how,
        digits(Math.round(sample[`${how}PerSecond`])),
        digits(sample[`${how}CpuPerMessage`]),
        digits(sample[`${how}LastMs`]),
        ratio(sample[`${how}LastMs`], scores[`${how}LastMs`]),
      ]),
    ),
  );
  print(`${digits(sockets)} sockets; a burst is ${digits(events)} events of one commit.`);
});

function mustBeFrom(first: number, last: number, payloads: readonly string[]): void {
  const positions = payloads.map((payload) => {
    const { data } = JSON.parse(payload) as {
      readonly data?: { readonly alertRaised?: { readonly cursor: string } };
    };
    return decodeEventCursor(data?.alertRaised?.cursor ?? '')?.position;
  });
  if (positions.length === last - first + 1 && positions.every((position, k) => position === first + k))
    return;
  throw new Error(`expected positions ${first} to ${last}, got ${positions.join(', ')}`);
}
