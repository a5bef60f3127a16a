import type { Command } from 'commander';
import type { Terminal } from './terminal.js';

/** Makes a command. One that can end with another code than 0 without an error sets it by `setExitCode`. */
export type MakeCommand = (terminal: Terminal, setExitCode: (code: number) => void) => Command;

/**
 * The commands by their names, in the order of `greyoak --help`. Each is imported only when it is needed, because the code
 * of all of them takes several times as long to load as that of one.
 */
export const COMMANDS: ReadonlyMap<string, () => Promise<MakeCommand>> = new Map([
  ['serve', async () => (await import('./serve.js')).serveCommand],
  ['migrate', async () => (await import('./migrate.js')).migrateCommand],
  ['import', async () => (await import('./import.js')).importCommand],
  ['documents', async () => (await import('./documents.js')).documentsCommand],
  ['feeds', async () => (await import('./feeds.js')).feedsCommand],
  ['backfill', async () => (await import('./backfill.js')).backfillCommand],
  ['score', async () => (await import('./score.js')).scoreCommand],
  ['risk', async () => (await import('./risk.js')).riskCommand],
  ['peers', async () => (await import('./peers.js')).peersCommand],
  ['portfolio', async () => (await import('./portfolio.js')).portfolioCommand],
  ['rebalance', async () => (await import('./rebalance.js')).rebalanceCommand],
  ['why', async () => (await import('./why.js')).whyCommand],
  ['reproduce', async () => (await import('./reproduce.js')).reproduceCommand],
  ['export', async () => (await import('./export.js')).exportCommand],
  ['backtest', async () => (await import('./backtest.js')).backtestCommand],
  ['validate', async () => (await import('./validate.js')).validateCommand],
  ['check', async () => (await import('./check.js')).checkCommand],
  ['check-report', async () => (await import('./checkReport.js')).checkReportCommand],
  ['sample', async () => (await import('./sample.js')).sampleCommand],
  ['schema', async () => (await import('./schema.js')).schemaCommand],
  ['users', async () => (await import('./users.js')).usersCommand],
  ['keys', async () => (await import('./keys.js')).keysCommand],
  ['audit', async () => (await import('./audit.js')).auditCommand],
  ['webhook', async () => (await import('./webhook.js')).webhookCommand],
  ['backup', async () => (await import('./backup.js')).backupCommand],
  ['restore', async () => (await import('./restore.js')).restoreCommand],
]);
