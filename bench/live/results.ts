import { digits, goal, print, printTable } from '../harness/report.js';
import type { Contestant } from './contestant.js';
import type { Sample } from './measure.js';
import { TITLES } from './titles.js';

/** Medians of the rounds. */
export interface Measured extends Sample {
  readonly contestant: Contestant['name'];
  readonly sockets: number;
}

const LEAST_TIMES_RAW = 0.7;

export function printResults(measured: readonly Measured[]): void {
  for (const how of ['burst', 'paced'] as const) {
    print(
      how === 'burst'
        ? '### A burst: all events at once\n'
        : '### Paced: each event when the one before has reached everybody\n',
    );
    printTable(
      [
        'server',
        'sockets',
        'events',
        'messages/s',
        '÷ raw',
        'CPU µs/message',
        '÷ raw',
        'last client, ms',
        'load busy',
      ],
      measured.map((one) => {
        const raw = measured.find(
          ({ contestant, sockets }) => contestant === 'raw' && sockets === one.sockets,
        );
        const { events, perSecond, cpuPerMessage, lastMs, loadBusy } = one[how];
        return [
          TITLES[one.contestant],
          digits(one.sockets),
          digits(events),
          digits(Math.round(perSecond)),
          raw === undefined ? '' : `${digits(perSecond / raw[how].perSecond)} ×`,
          digits(cpuPerMessage),
          raw === undefined ? '' : `${digits(cpuPerMessage / raw[how].cpuPerMessage)} ×`,
          digits(lastMs),
          `${Math.round(loadBusy * 100)} %`,
        ];
      }),
    );
  }
  print('### Memory\n');
  printTable(
    [
      'server',
      'sockets',
      'kB per idle client, resident',
      'of it objects and buffers',
      'most while sending, MB',
    ],
    measured.map(({ contestant, sockets, residentPerClient, heldPerClient, peak }) => [
      TITLES[contestant],
      digits(sockets),
      digits(residentPerClient / 1024),
      digits(heldPerClient / 1024),
      digits(peak / 2 ** 20),
    ]),
  );
}

/** Whether the two goals are met, for each number of sockets. */
export function printGoals(measured: readonly Measured[]): void {
  const rows = measured
    .filter(({ contestant }) => contestant === 'greyoak')
    .flatMap((ours) => {
      const peer = (name: Contestant['name']) =>
        measured.find(({ contestant, sockets }) => contestant === name && sockets === ours.sockets);
      const raw = peer('raw');
      const plain = peer('graphqlWs');
      const speed = (how: 'burst' | 'paced') => {
        if (raw === undefined) return [];
        const ratio = ours[how].perSecond / raw[how].perSecond;
        return [
          [
            `${digits(ours.sockets)} sockets, ${how}: messages/s against raw ws`,
            `${digits(ratio)} ×`,
            goal(`≥ ${LEAST_TIMES_RAW} ×`, ratio >= LEAST_TIMES_RAW),
          ],
        ];
      };
      const memory = () => {
        if (plain === undefined) return [];
        const ratio = perClient(ours) / perClient(plain);
        return [
          [
            `${digits(ours.sockets)} sockets: memory per idle client against graphql-ws`,
            `${digits(ratio)} ×`,
            goal('below 1 ×', ratio < 1),
          ],
        ];
      };
      return [...speed('burst'), ...speed('paced'), ...memory()];
    });
  if (rows.length === 0) return;
  print('### Goals\n');
  printTable(['what', 'measured', 'goal'], rows);
}

/** Clients take what is left of the warm-up's pages first, so that fewer may be added than they fill. */
const perClient = ({ residentPerClient, heldPerClient }: Sample): number =>
  Math.max(residentPerClient, heldPerClient);
