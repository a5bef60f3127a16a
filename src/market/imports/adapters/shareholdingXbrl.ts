import type { IsoDate } from '../../../scoring/names.js';
import { compare, inverse, plus, times, type Ratio } from '../../exact.js';
import { UserError } from '../../../userError.js';
import type { XmlContent } from '../sources/content.js';
import { decimalOfText, minus, sizeOf, textOfDecimal, whole, ZERO } from '../xbrl/decimal.js';
import type { Filing } from '../xbrl/filing.js';
import { filingCompany, filingTicker } from '../xbrl/filingTicker.js';
import { readXbrl } from '../xbrl/readXbrl.js';
import type { Adapter, AdapterOutput } from './adapter.js';
import { filedByName, hashOfDocument } from './reading/filedFile.js';
import { FILING_GIVES, FilingRows } from './reading/filingRows.js';
import { shareholdingSubject } from './reading/filingSubjects.js';
import { writtenDate } from './reading/writtenDate.js';

const COLUMNS = ['ticker', 'quarter_end', 'promoter_pct', 'pledged_pct', 'fii_pct', 'dii_pct'] as const;

const ALL = 'ShareholdingPattern';
const PROMOTERS = 'ShareholdingOfPromoterAndPromoterGroup';
const PUBLIC = 'PublicShareholding';
const NEITHER = 'SharesHeldByNonPromoterNonPublicShareholders';
/**
 * Foreign institutions. Later taxonomies spell the two categories of portfolio investors right; those of before 2022 have
 * one.
 */
const FOREIGN = [
  'ForeignDirectInvestment',
  'ForeignVentureCapitalInvestors',
  'SovereignWealthFundsForeign',
  'InstitutionsForeignPortfolioInvestorCatergoryOne',
  'InstitutionsForeignPortfolioInvestorCategoryOne',
  'InstitutionsForeignPortfolioInvestorCatergoryTwo',
  'InstitutionsForeignPortfolioInvestorCategoryTwo',
  'ForeignPortfolioInvestors',
  'InstitutionsForeignPortfolioInvestor',
  'OverseasDepositories',
  'OtherInstitutionsForeign',
];
/**
 * Domestic institutions as sites count them: without the state's own funds and NBFCs, which the form lists with them. A
 * change from one way of counting to the other would look as if institutions bought.
 */
const DOMESTIC = [
  'MutualFundsOrUti',
  'VentureCapitalFunds',
  'AlternativeInvestmentFunds',
  'Banks',
  'FinancialInstitutionOrBanks',
  'FinancialInstitutionsOrBanks',
  'InsuranceCompanies',
  'ProvidentFundsOrPensionFunds',
  'AssetReconstructionCompanies',
  'OtherFinancialInstitutions',
  'OtherInstitutionsDomestic',
];
const PERCENT = 'ShareholdingAsAPercentageOfTotalNumberOfShares';
const SHARES = 'NumberOfShares';
/** Shares that are pledged or encumbered otherwise, and their percentage, as the taxonomies of the years call them. */
const ENCUMBERED = ['PledgedOrEncumberedNumberOfShares', 'NumberOfSharesEncumbered'];
const ENCUMBERED_PERCENT = [
  'PledgedOrEncumberedSharesHeldAsPercentageOfTotalNumberOfShares',
  'EncumberedSharesHeldAsPercentageOfTotalNumberOfShares',
];
const HUNDRED = whole(100);
const ONE = whole(1);
/** Percentages are rounded to two places, and the form cuts them off at times. */
const CLOSE = { over: 2n, under: 100n };
const PLACES = 2;

/** The holders of a company as it files them with the exchanges each quarter as XBRL. */
export const shareholdingXbrl: Adapter = {
  name: 'shareholding-xbrl',
  title: 'shareholding filing (XBRL)',
  gives: { shareholding: { columns: COLUMNS }, ...FILING_GIVES },
  source: 'PRIMARY',
  recognises: (content) =>
    content.kind === 'XML' &&
    /(^|:)xbrl$/.test(content.root) &&
    /\bin-bse-shp\b|\/xbrl\/shp\//.test(content.head),
  read: async (content, out, context) => {
    const filing = await readXbrl(content as XmlContent);
    const ticker = filingTicker(filing, context);
    const day = writtenDate(filing.text('DateOfReport'));
    if (ticker === null || day === null) {
      throw new UserError(
        `${filing.file} is a shareholding filing of ${filingCompany(filing)}: expected ` +
          `${day === null ? 'the date of its quarter (DateOfReport)' : 'its symbol on NSE, an ISIN that the store knows or its scrip code on BSE'}. ` +
          'Nothing of it was taken.',
      );
    }
    give(new Holders(filing), ticker, day, out);
    new FilingRows(out).add(
      {
        ...{
          ticker,
          exchange: ticker.endsWith('.BO') ? 'BSE' : 'NSE',
          category: 'SHAREHOLDING',
          periodEnd: day,
        },
        at: filedByName(filing.file, day) ?? '',
        subject: shareholdingSubject(day),
        hash: await hashOfDocument(content as XmlContent),
      },
      1,
    );
  },
};

/** Reads the shares of kinds of holders. */
class Holders {
  readonly #contexts = new Map<string, string>();

  constructor(private readonly filing: Filing) {
    for (const context of filing.usedContexts) {
      const members = filing.contexts.get(context)?.members;
      // Contexts that are not declared are called by their kind of holder.
      const member =
        members === undefined ? context.replace(/I$/, 'Member') : members.length === 1 ? members[0] : '';
      if (member !== '' && !this.#contexts.has(member)) this.#contexts.set(member, context);
    }
  }

  /** Returns a figure of a kind of holders; null where it is not given. */
  of(holder: string, ...names: readonly string[]): Ratio | null {
    const context = this.#contexts.get(`${holder}Member`);
    if (context === undefined) return null;
    for (const name of names) {
      const fact = this.filing.fact(name, context);
      if (fact !== undefined && fact.text !== '' && !fact.isDisputed) return decimalOfText(fact.text);
    }
    return null;
  }

  line(holder: string): number {
    return this.filing.fact(PERCENT, this.#contexts.get(`${holder}Member`) ?? '')?.line ?? 1;
  }

  sum(holders: readonly string[]): Ratio | null {
    const given = holders.map((holder) => this.of(holder, PERCENT)).filter((value) => value !== null);
    return given.length === 0 ? null : given.reduce(plus);
  }
}

function give(holders: Holders, ticker: string, day: IsoDate, out: AdapterOutput): void {
  const line = holders.line(PROMOTERS);
  const flag = (metric: string, detail: string) =>
    out.flag('shareholding', line, { kind: 'UNITS', ticker, date: day, metric, detail });
  const all = holders.of(ALL, PERCENT);
  // All holders together have 100 %, or 1 where the form writes fractions.
  const scale = all === null ? null : isClose(all, HUNDRED) ? ONE : isClose(all, ONE) ? HUNDRED : null;
  const promoters = holders.of(PROMOTERS, PERCENT) ?? (holders.of(PUBLIC, PERCENT) === null ? null : ZERO);
  if (scale === null || promoters === null) {
    const value = (scale === null ? all : promoters) ?? null;
    const text = value === null ? '' : textOfDecimal(value, PLACES);
    const reason =
      scale === null
        ? 'expected all holders together to have 100 %'
        : 'expected what the promoters hold, or what the public does';
    out.refuse('shareholding', line, { column: 'promoter_pct', value: text, rule: 'NOT_OF_KIND', reason });
    return;
  }
  const scaled = (value: Ratio | null): string =>
    value === null ? '' : textOfDecimal(times(value, scale), scale === ONE ? 4 : 6);
  const wrong = promotersAgainstShares(holders, times(promoters, scale));
  if (wrong !== null) {
    flag('promoter_pct', wrong);
    return;
  }
  const pledged = pledgedOf(holders, scale);
  if ('wrong' in pledged) flag('pledged_pct', pledged.wrong);
  out.row(
    'shareholding',
    [
      ...[ticker, day, scaled(promoters), 'wrong' in pledged ? '' : pledged.text],
      ...[scaled(holders.sum(FOREIGN)), scaled(holders.sum(DOMESTIC))],
    ],
    line,
  );
}

const isClose = (a: Ratio, b: Ratio): boolean => compare(sizeOf(plus(a, minus(b))), times(b, CLOSE)) <= 0;

/** Returns why the promoters' percentage is not that of their shares; null where it is, or cannot be told. */
function promotersAgainstShares(holders: Holders, percent: Ratio): string | null {
  const [own, publicly, neither] = [PROMOTERS, PUBLIC, NEITHER].map((holder) => holders.of(holder, SHARES));
  if (own === null || publicly === null) return null;
  const partOf = (total: Ratio) => (total.over === 0n ? ZERO : times(times(own, HUNDRED), inverse(total)));
  // Shares behind depository receipts are counted by some percentages and not by others.
  const most = partOf(plus(own, publicly));
  const least = partOf([own, publicly, neither ?? ZERO].reduce(plus));
  const slack = { over: 1n, under: 10n };
  if (compare(percent, plus(most, slack)) <= 0 && compare(percent, plus(least, minus(slack))) >= 0)
    return null;
  return `the promoters are said to hold ${textOfDecimal(percent, 4)} %, but by their shares it is ${textOfDecimal(most, PLACES)} %`;
}

/** Returns what part of their shares the promoters pledged in percent, or why what is said cannot be. */
function pledgedOf(holders: Holders, scale: Ratio): { readonly text: string } | { readonly wrong: string } {
  const [shares, own] = [holders.of(PROMOTERS, ...ENCUMBERED), holders.of(PROMOTERS, SHARES)];
  const stated = holders.of(PROMOTERS, ...ENCUMBERED_PERCENT);
  const percent = stated === null ? null : times(stated, scale);
  if (shares === null || own === null || own.over === 0n) {
    return { text: percent === null ? '' : textOfDecimal(percent, 4) };
  }
  const expected = times(times(shares, HUNDRED), inverse(own));
  if (percent === null) return { text: textOfDecimal(expected, PLACES) };
  if (compare(sizeOf(plus(percent, minus(expected))), { over: 1n, under: 10n }) <= 0) {
    return { text: textOfDecimal(percent, 4) };
  }
  return {
    wrong: `the promoters are said to have pledged ${textOfDecimal(percent, 4)} % of their shares, but by their number it is ${textOfDecimal(expected, PLACES)} %`,
  };
}
