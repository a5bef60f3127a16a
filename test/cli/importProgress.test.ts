import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import pc from 'picocolors';
import { importProgressOn } from '../../src/cli/importProgress.js';

/** Progress that is written to a log, by a clock that stands until it is set. */
function logged() {
  const lines: string[] = [];
  const clock = { ms: 0 };
  const progress = importProgressOn(
    {
      out: () => undefined,
      outStream: new PassThrough(),
      err: (text) => void lines.push(text),
      outIsTty: false,
      errIsTty: false,
      colors: pc.createColors(false),
      env: {},
      now: () => new Date(0),
    },
    () => clock.ms,
  );
  return { lines, clock, progress };
}

describe('the progress of an import in a log', () => {
  test('says of each file its rows, how long it took, and how fast that was', () => {
    const { lines, clock, progress } = logged();
    progress.show('prices.csv.gz', 1000, 5000);
    clock.ms = 8000;
    progress.fileDone({ file: 'prices.csv.gz', read: 1_000_000 });
    // The time before the file is read, in which another one was refused, does not count.
    clock.ms = 9000;
    progress.show('events.csv', 4000, 5000);
    clock.ms = 9500;
    progress.fileDone({ file: 'events.csv', read: 100 });
    expect(lines).toEqual([
      'greyoak: prices.csv.gz: 1000000 rows in 8.0 s, 125000 rows/s\n',
      'greyoak: events.csv: 100 rows in 0.5 s, 200 rows/s\n',
    ]);
  });

  test('says after each hundred sessions and after the last one how long the rest takes', () => {
    const { lines, clock, progress } = logged();
    // Before the scores come features, of as many stocks as there are sessions.
    for (let done = 0; done <= 250; done += 50) progress.show('features', done, 250);
    for (let done = 0; done <= 250; done++) {
      progress.show('scores', done, 250);
      clock.ms += 40;
    }
    expect(lines).toEqual([
      'greyoak: scored 100 of 250 sessions in 4.0 s, about 6.0 s left\n',
      'greyoak: scored 200 of 250 sessions in 8.0 s, about 2.0 s left\n',
      'greyoak: scored 250 of 250 sessions in 10 s\n',
    ]);
  });
});
