import { Command } from 'commander';
import { writeSample } from '../market/sample/writeSample.js';
import type { Terminal } from './terminal.js';

/** `greyoak sample FOLDER` */
export function sampleCommand(terminal: Terminal): Command {
  return new Command('sample')
    .description('write a synthetic market in the import format: the same on every machine, no real company')
    .argument('<folder>', 'a folder that is empty or does not exist yet')
    .action(async (folder: string) => {
      const { files, firstSession, lastSession, stocks } = await writeSample(folder);
      const lines = files.map(({ file, rows }) => `  ${file}  ${rows} rows`);
      terminal.out(
        `A synthetic market of ${stocks} stocks, ${firstSession} to ${lastSession}, is in ${folder}:\n` +
          `${lines.join('\n')}\nScore it: node bin/greyoak.js score ${folder} --date ${lastSession}\n`,
      );
    });
}
