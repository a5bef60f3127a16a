import { Option } from 'commander';

/** The option that says of which stock files are that name none. requireTicker reads its value. */
export const tickerOption = (): Option =>
  new Option(
    '--ticker <ticker>',
    'the stock that files which name none are of, such as a history of Yahoo Finance',
  );
