import { createReadStream } from 'node:fs';
import { Command } from 'commander';
import { fileFault } from '../fileFault.js';
import { answerCase } from '../portfolios/cases/answerCase.js';
import { UserError } from '../userError.js';
import { answerLines } from './answerLines.js';
import type { Terminal } from './terminal.js';

/** The largest file that is read. */
const MAX_BYTES = 16 * 2 ** 20;

/** The command `greyoak rebalance CASE.json`. */
export function rebalanceCommand(terminal: Terminal): Command {
  return new Command('rebalance')
    .description('compute what a file describes: a rebalance, exactly, without a store')
    .argument('<file>', 'a JSON file with an input of a kind, or the input alone')
    .option('--json', 'print the answer as JSON; an input that is refused is an answer, too')
    .action(async (file: string, { json }: { json?: true }) => {
      const answer = answerCase(await readCase(file));
      if (json) {
        terminal.out(`${JSON.stringify(answer, null, 2)}\n`);
        return;
      }
      if ('status' in answer && answer.status === 'REFUSED') {
        throw new UserError(
          'message' in answer ? String(answer.message) : `The input of ${file} is refused.`,
        );
      }
      terminal.out(`${answerLines(answer).join('\n')}\n`);
    });
}

/** @throws UserError where the file cannot be read, is too large, or is no JSON */
async function readCase(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`Expected JSON in ${file}, got another text: ${(error as Error).message}.`);
  }
}

async function readText(file: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // One byte more, so that a file that is too large is known, and a device does not fill the memory.
    for await (const chunk of createReadStream(file, { end: MAX_BYTES }) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
    }
  } catch (error) {
    throw new UserError(`Expected a JSON file at ${file}, but it cannot be read: ${fileFault(error)}.`);
  }
  if (size > MAX_BYTES) {
    throw new UserError(`Expected a file of at most ${MAX_BYTES / 2 ** 20} MB at ${file}, got more.`);
  }
  return Buffer.concat(chunks).toString('utf8');
}
