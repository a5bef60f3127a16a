import { Command } from 'commander';
import { NO_GROUP } from '../books/sectorOn.js';
import { canonicalJson } from '../canonicalJson.js';
import { metricName, peerInsights } from '../companies/peers/peerInsights.js';
import { emptySector } from '../companies/peers/sectorPeers.js';
import { askedDay } from '../companies/store/askedDay.js';
import { requireSector } from '../market/requireSector.js';
import { isoOf } from '../market/day.js';
import { DEFAULT_SECTORS } from '../market/sectors.js';
import { tickerOf } from '../market/ticker.js';
import { findMethodFile } from '../method/findMethodFile.js';
import { loadSetup } from '../runs/scoringSetup.js';
import type { IsoDate } from '../scoring/names.js';
import { readSettings } from '../settings.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { headLine, peersTable } from './peersBlock.js';
import { storedPeers, type StoredPeers } from './storedPeers.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface PeersOptions {
  readonly sector?: string;
  readonly on?: string;
  readonly json?: boolean;
  readonly sectors: string;
}

/** The command `greyoak peers TICKER`, or `greyoak peers --sector KEY`. */
export function peersCommand(terminal: Terminal): Command {
  return new Command('peers')
    .description('show how the companies of a sector of the store stand to each other')
    .argument('[ticker]', 'a company, such as RELIANCE, whose sector is shown')
    .option('--sector <key>', 'the sector, such as psu_banks')
    .option('--on <date>', 'what was published later does not count; by default today')
    .option('--json', 'print everything as JSON with sorted keys')
    .option('--sectors <file>', 'file with the sector groups of industries and tickers', DEFAULT_SECTORS)
    .action(async (ticker: string | undefined, options: PeersOptions) => {
      if ((ticker === undefined) === (options.sector === undefined)) {
        throw new UserError(
          'Expected a ticker such as RELIANCE, or --sector with the key of a sector: give one of them.',
        );
      }
      const on = askedDay(options.on as IsoDate | undefined);
      if (Number.isNaN(on)) {
        throw new UserError(`Expected a date such as 2024-10-08 (--on), got "${shown(options.on ?? '')}".`);
      }
      const { methods } = readSettings(terminal.env);
      const { method, sectors } = await loadSetup(await findMethodFile(methods.served), options.sectors);
      const found = await withStore(terminal, (store) => storedPeers(store, sectors, on), {
        mustExist: true,
      });
      const key =
        ticker === undefined ? requireSector(options.sector ?? '', sectors) : sectorOf(ticker, found);
      const peers = found.sectors.get(key) ?? emptySector(key);
      const isLender = method.parameters.banking_groups.includes(key);
      const insights = peerInsights(peers, isLender);
      if (options.json) {
        const metric = metricName(isLender);
        const companies = peers.companies.map(({ revenue, ...company }) => ({
          ...company,
          revenue: { ...revenue, periodEnd: isoOf(revenue.periodEnd) },
        }));
        terminal.out(`${canonicalJson({ ...peers, on: isoOf(on), metric, companies, insights })}\n`);
        return;
      }
      const lines = [
        headLine(peers, isLender, terminal.colors),
        ...(peers.companies.length === 0 ? [] : [peersTable(peers.companies)]),
        ...peers.leftOut.map((company) => `  - ${company.ticker} is left out: ${company.reason}.`),
        ...insights.map(({ sentence }) => `  - ${sentence}`),
      ];
      terminal.out(`${lines.join('\n')}\n`);
    });
}

/** Returns the key of a company's sector group, as the user named the company. */
function sectorOf(text: string, peers: StoredPeers): string {
  const ticker = tickerOf(text);
  const company = ticker && peers.tickerOf(ticker);
  if (company === null) {
    throw new UserError(
      `Expected the ticker of a company of the store, got "${shown(text)}": check the spelling.`,
    );
  }
  const sector = peers.sectorOf(company);
  if (sector !== NO_GROUP) return sector;
  throw new UserError(
    `${company} was in no sector group on the day, so that it has no peers: give it an industry in companies.csv.`,
  );
}
