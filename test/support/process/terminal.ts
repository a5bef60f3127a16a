import { Writable } from 'node:stream';
import pc from 'picocolors';
import { COMMANDS } from '../../../src/cli/commands.js';
import type { Terminal } from '../../../src/cli/terminal.js';
import { main } from '../../../src/cli/main.js';

/** What a command line printed, and what the process would end with. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Jest fails where two commands are imported at once ("is not in cache"), so one waits for the other. */
let loaded: Promise<unknown> = Promise.resolve();

/** Runs a command line in this process, as if in a pipe, on 2026-11-22 in India. */
export async function run(args: readonly string[], world: Partial<Terminal> = {}): Promise<Outcome> {
  loaded = loaded.then(() => COMMANDS.get(args[0])?.());
  await loaded;
  let out = '';
  let err = '';
  const code = await main(args, {
    out: (text) => (out += text),
    outStream: new Writable({
      write: (piece: Buffer, _encoding, done) => {
        out += piece.toString('utf8');
        done();
      },
    }),
    err: (text) => (err += text),
    outIsTty: false,
    errIsTty: false,
    colors: pc.createColors(false),
    env: {},
    now: () => new Date('2026-11-22T06:00:00Z'),
    ...world,
  });
  return { code, out, err };
}
