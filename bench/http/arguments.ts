import { parseArgs } from 'node:util';
import { fromCaller, namesOf, positive, wholes } from '../harness/options.js';
import { isTiny } from '../harness/tiny.js';
import { TEMPERATURES, type Temperature } from './contestants.js';
import { OPERATION_NAMES, type OperationName } from './operations.js';

/** What the command line asks for. */
export interface Arguments {
  /** An import folder; undefined stands for the sample market. */
  readonly folder: string | undefined;
  /** The length of one round of one server. */
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: readonly number[];
  readonly operations: readonly OperationName[];
  readonly temperatures: readonly Temperature[];
}

/**
 * Reads `npm --prefix bench run http -- [FOLDER] [options]`:
 *
 *     --seconds 4  --rounds 3  --connections 1,16,64
 *     --operations card,page,fifty  --temperatures cold,hot  --tiny
 */
export function readArguments(): Arguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: isTiny ? '0.2' : '4' },
      rounds: { type: 'string', default: isTiny ? '1' : '3' },
      connections: { type: 'string', default: isTiny ? '2' : '1,16,64' },
      operations: { type: 'string', default: OPERATION_NAMES.join(',') },
      temperatures: { type: 'string', default: TEMPERATURES.join(',') },
      tiny: { type: 'boolean' },
    },
  });
  const [folder] = positionals;
  return {
    folder: folder === undefined ? undefined : fromCaller(folder),
    seconds: positive('--seconds', values.seconds),
    rounds: wholes('--rounds', values.rounds)[0],
    connections: wholes('--connections', values.connections),
    operations: namesOf('--operations', OPERATION_NAMES, values.operations),
    temperatures: namesOf('--temperatures', TEMPERATURES, values.temperatures),
  };
}
