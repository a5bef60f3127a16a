/** With `--tiny` a benchmark runs once on very little, to show that it still works. Its figures mean nothing. */
export const isTiny = process.argv.includes('--tiny');
