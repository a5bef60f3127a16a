import { digits, goal, print, printTable } from '../harness/report.js';
import { TITLES, type Contestant } from './contestants.js';
import type { Measured, Sample } from './measure.js';

const LEAST_TIMES_RAW = 0.7;

const HEADINGS = {
  burst: '### A burst: all events at once\n',
  paced: '### Paced: each event when the one before has reached all clients\n',
} as const;

const found = (measured: readonly Measured[], name: Contestant['name'], { sockets }: Measured) =>
  measured.find((one) => one.contestant === name && one.sockets === sockets);

const times = (of: number, against: number | undefined): string =>
  against === undefined ? '' : `${digits(of / against)} ×`;

export function printResults(measured: readonly Measured[]): void {
  for (const how of ['burst', 'paced'] as const) {
    print(HEADINGS[how]);
    printTable(
      [
        ...['server', 'sockets', 'events', 'messages/s', '÷ raw', 'CPU µs/message', '÷ raw'],
        ...['last client, ms', 'load busy'],
      ],
      measured.map((one) => {
        const raw = found(measured, 'raw', one);
        return [
          TITLES[one.contestant],
          digits(one.sockets),
          digits(one[`${how}Events`]),
          digits(Math.round(one[`${how}PerSecond`])),
          times(one[`${how}PerSecond`], raw?.[`${how}PerSecond`]),
          digits(one[`${how}CpuPerMessage`]),
          times(one[`${how}CpuPerMessage`], raw?.[`${how}CpuPerMessage`]),
          digits(one[`${how}LastMs`]),
          `${Math.round(one[`${how}LoadBusy`] * 100)} %`,
        ];
      }),
    );
  }
  print('### Memory\n');
  printTable(
    ['server', 'sockets', 'kB per idle client', 'of it objects and buffers', 'most while sending, MB'],
    measured.map(({ contestant, sockets, residentPerClient, heldPerClient, peak }) => [
      TITLES[contestant],
      digits(sockets),
      digits(residentPerClient / 1024),
      digits(heldPerClient / 1024),
      digits(peak / 2 ** 20),
    ]),
  );
}

/** Prints whether the goals are met, for each number of sockets. */
export function printGoals(measured: readonly Measured[]): void {
  const rows = measured
    .filter(({ contestant }) => contestant === 'greyoak')
    .flatMap((ours) => {
      const raw = found(measured, 'raw', ours);
      const plain = found(measured, 'graphqlWs', ours);
      if (raw === undefined || plain === undefined) return [];
      const sockets = `${digits(ours.sockets)} sockets`;
      const speed = (how: 'burst' | 'paced') => {
        const ratio = ours[`${how}PerSecond`] / raw[`${how}PerSecond`];
        const met = goal(`≥ ${LEAST_TIMES_RAW} ×`, ratio >= LEAST_TIMES_RAW);
        return [`${sockets}, ${how}: messages/s against raw ws`, `${digits(ratio)} ×`, met];
      };
      const memory = perClient(ours) / perClient(plain);
      const met = goal('below 1 ×', memory < 1);
      return [
        speed('burst'),
        speed('paced'),
        [`${sockets}: memory per idle client against graphql-ws`, `${digits(memory)} ×`, met],
      ];
    });
  print('### Goals\n');
  printTable(['what', 'measured', 'goal'], rows);
}

/** Clients first fill pages that the warm-up left behind, so that the resident memory may grow by less than they use. */
const perClient = ({ residentPerClient, heldPerClient }: Sample): number =>
  Math.max(residentPerClient, heldPerClient);
