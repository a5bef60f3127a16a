import { Command, InvalidArgumentError } from 'commander';
import { wholeNumber } from '../graphql/wholeNumber.js';
import { UserError } from '../userError.js';
import { printable } from '../printable.js';
import { exitCodeOf } from './signals.js';
import { stopSignals } from './stopSignals.js';
import type { Terminal } from './terminal.js';
import { WebhookReceiver } from './webhookReceiver.js';

interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  readonly status: number;
  readonly count?: number;
}

/** `greyoak webhook` */
export function webhookCommand(terminal: Terminal): Command {
  const command = new Command('webhook').description('try webhooks out on this machine');
  command
    .command('listen')
    .description('receive deliveries to a webhook, check their signatures, and print a line for each')
    .requiredOption('--secret <secret>', 'secret of the webhook, as createWebhook gave it')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <n>', 'port to listen on; 0 for any that is free', numberOption(0, 65_535), 9_000)
    .option(
      '--status <n>',
      'status to answer, such as 503 to see deliveries tried again',
      numberOption(200, 599),
      200,
    )
    .option('--count <n>', 'end after so many deliveries', numberOption(1, 1_000_000))
    .action((options: ListenOptions) => listen(options, terminal));
  return command;
}

async function listen(
  { secret, count = Infinity, ...where }: ListenOptions,
  terminal: Terminal,
): Promise<void> {
  if (!/^whsec_[A-Za-z0-9+/]{4,}={0,2}$/.test(secret)) {
    throw new UserError(
      `Expected a secret such as whsec_…, got another text of ${secret.length} characters: give the one of createWebhook.`,
    );
  }
  const signals = stopSignals((signal) => process.exit(exitCodeOf(signal)));
  let left = count;
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  try {
    const receiver = await WebhookReceiver.listen({
      ...where,
      secret,
      now: terminal.now,
      tell: (line, isDelivery) => {
        (isDelivery ? terminal.out : terminal.err)(`${printable(line)}\n`);
        if (isDelivery && --left === 0) end();
      },
    });
    terminal.err(`Listening for deliveries at ${receiver.url}; Ctrl-C ends it.\n`);
    await Promise.race([done, signals.first]);
    await receiver.close();
  } finally {
    signals.off();
  }
}

const numberOption =
  (least: number, most: number) =>
  (text: string): number => {
    const value = wholeNumber(text);
    if (value === null || value < least || value > most) {
      throw new InvalidArgumentError(`It is not a whole number from ${least} to ${most}.`);
    }
    return value;
  };
