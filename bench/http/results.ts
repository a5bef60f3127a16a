import { digits, goal, print, printTable } from '../harness/report.js';
import { TEMPERATURES, TITLES } from './contestants.js';
import type { Measured } from './measure.js';
import { OPERATIONS, OPERATION_NAMES } from './operations.js';

const HOT_GOAL = 0.5;
const COLD_GOAL = 3;

/** Prints a table for each operation, cold and hot. */
export function printResults(measured: readonly Measured[]): void {
  for (const name of OPERATION_NAMES) {
    for (const temperature of TEMPERATURES) {
      const of = measured.filter((one) => one.operation === name && one.temperature === temperature);
      if (of.length === 0) continue;
      print(`### ${OPERATIONS[name].title}; ${temperature}\n`);
      printTable(
        [
          ...['server', 'connections', 'requests/s', 'ours ÷ it', 'CPU µs/request', 'it ÷ ours'],
          ...['PostgreSQL µs', 'p50 ms', 'p99 ms', 'kB', 'load busy'],
        ],
        of.map((one) => {
          const ours = of.find(
            ({ contestant, connections }) => contestant === 'greyoak' && connections === one.connections,
          );
          return [
            TITLES[one.contestant],
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

/** Prints whether the goals are met: hot against the bare server, cold against the best GraphQL server. */
export function printGoals(measured: readonly Measured[]): void {
  const rows = measured
    .filter(({ contestant }) => contestant === 'greyoak')
    .map((ours) => {
      const isHot = ours.temperature === 'hot';
      const best = measured
        .filter(
          ({ contestant, temperature, operation, connections }) =>
            contestant !== 'greyoak' &&
            (contestant === 'bareHttp') === isHot &&
            temperature === ours.temperature &&
            operation === ours.operation &&
            connections === ours.connections,
        )
        .reduce((a, b) => (b.perSecond > a.perSecond ? b : a));
      const ratio = ours.perSecond / best.perSecond;
      const bound = isHot ? HOT_GOAL : COLD_GOAL;
      return [
        `${ours.operation}, ${ours.temperature}, ${ours.connections}`,
        TITLES[best.contestant],
        `${digits(ratio)} ×`,
        `${digits(best.cpuPerRequest / ours.cpuPerRequest)} ×`,
        goal(`≥ ${bound} ×`, ratio >= bound),
      ];
    });
  print('### Goals\n');
  printTable(
    ['operation, connections', 'against', 'GreyOak ÷ it, requests/s', 'it ÷ GreyOak, CPU', 'goal'],
    rows,
  );
}
