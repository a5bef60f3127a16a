import { digits, goal, print, printTable } from '../harness/report.js';
import { TEMPERATURES, TITLES } from './contestants.js';
import type { Measured } from './measure.js';
import { OPERATIONS, OPERATION_NAMES } from './operations.js';

/** The goals, as ratios. */
const HOT = 0.5;
const COLD = 3;
const TAIL = 5;
/** The tail is judged from so many connections on. */
const MANY = 64;

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

/** The CPU time of one request, that of the database included, in microseconds. */
const allCpu = ({ cpuPerRequest, databaseCpuPerRequest }: Measured): number =>
  cpuPerRequest + databaseCpuPerRequest;

/**
 * Prints whether the goals are met: hot by requests a second against the bare server, cold by CPU time against the
 * GraphQL server that needs the least, and the tail of cold requests over many connections.
 */
export function printGoals(measured: readonly Measured[]): void {
  const rows = measured
    .filter(({ contestant }) => contestant === 'greyoak')
    .flatMap((ours) => {
      const others = measured.filter(
        ({ contestant, temperature, operation, connections }) =>
          contestant !== 'greyoak' &&
          temperature === ours.temperature &&
          operation === ours.operation &&
          connections === ours.connections,
      );
      const goals = ours.temperature === 'hot' ? [hotGoal(ours, others)] : [coldGoal(ours, others)];
      if (ours.temperature === 'cold' && ours.connections >= MANY) goals.push(tailGoal(ours));
      return goals.map((cells) => [`${ours.operation}, ${ours.temperature}, ${ours.connections}`, ...cells]);
    });
  print('### Goals\n');
  printTable(['operation, connections', 'what', 'measured', 'goal'], rows);
}

type Goal = readonly [what: string, measured: string, goal: string];

function hotGoal(ours: Measured, others: readonly Measured[]): Goal {
  const bare = others.filter(({ contestant }) => contestant === 'bareHttp');
  const ratio = Math.min(...bare.map(({ perSecond }) => ours.perSecond / perSecond));
  return [`requests/s ÷ ${TITLES.bareHttp}`, `${digits(ratio)} ×`, goal(`≥ ${HOT} ×`, ratio >= HOT)];
}

function coldGoal(ours: Measured, others: readonly Measured[]): Goal {
  const best = others.reduce((a, b) => (allCpu(b) < allCpu(a) ? b : a));
  const ratio = allCpu(best) / allCpu(ours);
  const what = `CPU of ${TITLES[best.contestant]} and its database ÷ ours`;
  return [what, `${digits(ratio)} ×`, goal(`≥ ${COLD} ×`, ratio >= COLD)];
}

function tailGoal({ p50, p99 }: Measured): Goal {
  return ['p99 ÷ p50', `${digits(p99 / p50)} ×`, goal(`≤ ${TAIL} ×`, p99 <= TAIL * p50)];
}
