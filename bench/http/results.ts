import { digits, goal, print, printTable } from '../harness/report.js';
import { TEMPERATURES } from './arguments.js';
import type { Measured } from './measure.js';
import { OPERATIONS, OPERATION_NAMES } from './operations.js';
import { GRAPHQL_PEERS } from './peerNames.js';

const HOT_GOAL = 0.5;
const COLD_GOAL = 3;

/** A table for each operation, cold and hot. */
export function printResults(measured: readonly Measured[], titles: ReadonlyMap<string, string>): void {
  for (const name of OPERATION_NAMES) {
    for (const temperature of TEMPERATURES) {
      const of = measured.filter((one) => one.operation === name && one.temperature === temperature);
      if (of.length === 0) continue;
      print(`### ${OPERATIONS[name].title}; ${temperature}\n`);
      printTable(
        [
          'server',
          'connections',
          'requests/s',
          'ours ÷ it',
          'CPU µs/request',
          'it ÷ ours',
          'PostgreSQL µs',
          'p50 ms',
          'p99 ms',
          'kB',
          'load busy',
        ],
        of.map((one) => {
          const ours = of.find(
            ({ contestant, connections }) => contestant === 'greyoak' && connections === one.connections,
          );
          return [
            titles.get(one.contestant) ?? one.contestant,
            String(one.connections),
            digits(Math.round(one.perSecond)),
            ours === undefined ? '' : `${digits(ours.perSecond / one.perSecond)} ×`,
            digits(one.cpuPerRequest),
            ours === undefined ? '' : `${digits(one.cpuPerRequest / ours.cpuPerRequest)} ×`,
            digits(one.databaseCpuPerRequest),
            digits(one.p50),
            digits(one.p99),
            digits(one.bytesPerAnswer / 1000),
            `${Math.round(one.loadBusy * 100)} %`,
          ];
        }),
      );
    }
  }
}

/** Whether the two goals are met: by requests a second, and beside it by CPU time of the server. */
export function printGoals(measured: readonly Measured[], titles: ReadonlyMap<string, string>): void {
  const rows = measured
    .filter(({ contestant }) => contestant === 'greyoak')
    .flatMap((ours) => {
      const others = measured.filter(
        ({ temperature, operation, connections }) =>
          temperature === ours.temperature &&
          operation === ours.operation &&
          connections === ours.connections,
      );
      const isHot = ours.temperature === 'hot';
      const rivals = others.filter(({ contestant }) =>
        isHot ? contestant === 'bareHttp' : GRAPHQL_PEERS.some((name) => name === contestant),
      );
      if (rivals.length === 0) return [];
      const best = rivals.reduce((a, b) => (b.perSecond > a.perSecond ? b : a));
      const ratio = ours.perSecond / best.perSecond;
      const bound = isHot ? HOT_GOAL : COLD_GOAL;
      return [
        [
          `${OPERATIONS[ours.operation].name}, ${ours.temperature}, ${ours.connections}`,
          titles.get(best.contestant) ?? best.contestant,
          `${digits(ratio)} ×`,
          `${digits(best.cpuPerRequest / ours.cpuPerRequest)} ×`,
          goal(`≥ ${bound} ×`, ratio >= bound),
        ],
      ];
    });
  if (rows.length === 0) return;
  print('### Goals\n');
  printTable(
    [
      'operation, connections',
      'against',
      'GreyOak ÷ it, requests/s',
      'it ÷ GreyOak, CPU of the server',
      'goal',
    ],
    rows,
  );
}
