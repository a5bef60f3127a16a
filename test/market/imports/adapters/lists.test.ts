/** Each adapter of a list, with a small file of its layout. */
import type { AdapterContext } from '../../../../src/market/imports/adapters/adapter.js';
import { NO_STORE } from '../../../../src/market/imports/adapters/noStore.js';
import { describeAdapter } from './contract.js';

const json = (...records: readonly Readonly<Record<string, unknown>>[]): string =>
  JSON.stringify(records, null, 1);
const lines = (...text: readonly string[]): string => text.map((line) => `${line}\n`).join('');

/** A store of two companies. */
const CONTEXT: AdapterContext = {
  ...NO_STORE,
  ticker: 'ALPHA.NS',
  tickerOfName: (name) =>
    name.startsWith('Alpha') ? 'ALPHA.NS' : name.startsWith('Beta') ? 'BETA.NS' : null,
};

const holiday = (tradingDate: string, description: string) => ({
  tradingDate,
  weekDay: 'Monday',
  description,
  Sr_no: 1,
});
describeAdapter({
  adapter: 'nse-holidays',
  file: JSON.stringify({
    CD: [holiday('19-Feb-2026', 'Of currencies alone')],
    CM: [holiday('26-Jan-2026', 'Republic Day'), holiday('08-Nov-2026', 'Diwali Laxmi Pujan*')],
  }),
  gives: { holidays: 2 },
});
describeAdapter({
  adapter: 'nse-equity-list',
  file: lines(
    'SYMBOL,NAME OF COMPANY, SERIES, DATE OF LISTING, PAID UP VALUE, MARKET LOT, ISIN NUMBER, FACE VALUE',
    'ALPHA,Alpha Limited,EQ,06-OCT-2008,5,1,INE000A01011,5',
    'BETA,"Beta, Sons & Co. Limited",BE,03-MAY-1995,10,1,INE000B01012,10',
    'GAMMA,Gamma Limited,SM,03-MAY-1995,10,1,INE000C01013,10',
  ),
  gives: { companies: 2 },
});
describeAdapter({
  adapter: 'nse-index-constituents',
  file: lines(
    'Company Name,Industry,Symbol,Series,ISIN Code',
    'Alpha Ltd.,Capital Goods,ALPHA,EQ,INE000A01011',
    'Beta Ltd.,Power,BETA,BE,INE000B01012',
  ),
  gives: { companies: 2 },
});
describeAdapter({
  adapter: 'nse-quote',
  file: JSON.stringify({
    info: {
      symbol: 'ALPHA',
      companyName: 'Alpha Limited',
      industry: 'Tools',
      isin: 'INE000A01011',
      isETFSec: false,
    },
    industryInfo: {
      macro: 'Industrials',
      sector: 'Capital Goods',
      industry: 'Tools',
      basicIndustry: 'Hand Tools',
    },
    priceInfo: { lastPrice: 101.5 },
  }),
  gives: { companies: 1 },
});
describeAdapter({
  adapter: 'nse-meta-info',
  file: JSON.stringify({
    ...{ symbol: 'ALPHA', activeSeries: ['EQ'], companyName: 'Alpha Limited', isETFSec: 'false' },
    ...{ isMunicipalBond: 'false', isHybridSymbol: 'false', isin: 'INE000A01011' },
  }),
  gives: { companies: 1 },
});
const security = (code: string, name: string, segment: string) => ({
  ...{
    SCRIP_CD: code,
    Scrip_Name: name,
    Status: 'Active',
    GROUP: 'A',
    FACE_VALUE: '2.00',
    ISIN_NUMBER: 'INE000A01011',
  },
  ...{ INDUSTRY: 'Hand Tools', scrip_id: 'ALPHA', Segment: segment },
});
describeAdapter({
  adapter: 'bse-securities',
  file: json(
    security('500001', 'Alpha Limited', 'Equity'),
    security('500002', 'Beta Limited', 'Equity T+1'),
    security('800001', 'A bond', 'Debt or Others'),
  ),
  gives: { companies: 2 },
});
describeAdapter({
  adapter: 'bse-lookup',
  file: JSON.stringify({
    company_name: 'ALPHA LTD',
    symbol: 'ALPHA',
    isin: 'INE000A01011',
    bse_code: '500001',
  }),
  gives: { companies: 1 },
});
describeAdapter({
  adapter: 'nse-symbol-changes',
  file: lines(
    ' Alpha Fund - Plan A, Growth,ALPHAFND,ALPHAPLAN,30-OCT-2019',
    'Beta Limited,OLDBETA,BETA,07-MAR-2022',
    'Gamma Limited,GAMMA,GAMMA,07-MAR-2022',
  ),
  gives: { symbols: 2 },
});
const actionOfNse = (symbol: string, series: string, subject: string) => ({
  ...{ symbol, series, ind: '-', faceVal: '10', subject, exDate: '17-Oct-2024', recDate: '17-Oct-2024' },
  ...{ comp: 'A company', isin: 'INE000A01011', caBroadcastDate: null },
});
describeAdapter({
  adapter: 'nse-actions-json',
  file: json(
    actionOfNse('ALPHA', 'EQ', ' Bonus 2:1'),
    actionOfNse('BETA', 'BE', 'Rights 1:4 @ Premium Rs 5/-'),
    actionOfNse('ALPHA', 'EQ', 'Dividend - Rs 2 Per Share'),
    actionOfNse('GS2040', 'GS', 'Interest Payment'),
  ),
  gives: { actions: 2 },
});
describeAdapter({
  adapter: 'nse-actions-csv',
  file: lines(
    'SYMBOL,COMPANY,PURPOSE,EX_DATE,RECORD_DATE,FACE_VALUE',
    'ALPHA,Alpha Limited,Bonus 2:1,21-Aug-2024,21-Aug-2024,2',
    'BETA,Beta Limited,Face Value Split (Sub-Division) - From Rs 10/- Per Share To Re 1/- Per Share,21-Aug-2024,21-Aug-2024,10',
  ),
  gives: { actions: 2 },
});
const purpose = (text: string): string => text.padEnd(25);
describeAdapter({
  adapter: 'nse-pr-actions',
  file: lines(
    'SERIES,SYMBOL,SECURITY,RECORD_DT,BC_STRT_DT,BC_END_DT,EX_DT,ND_STRT_DT,ND_END_DT,PURPOSE',
    `EQ,ALPHA,Alpha, Sons Limited, ,02/12/2024,08/12/2024,29/11/2024, , ,${purpose('BONUS 1:3')}`,
    `BE,BETA,Beta Limited,11/12/2024, , ,10/12/2024, , ,${purpose('AGM/FV SPLIT RS 10 TO RS 2')}`,
    `EQ,GAMMA,Gamma Limited,11/12/2024, , ,10/12/2024, , ,${purpose('FV SPLIT RS 10 TO RS 2')}`,
    `GS,GS2040,A bond,11/12/2024, , ,10/12/2024, , ,${purpose('INTEREST PAYMENT')}`,
    '\u001a',
  ),
  gives: { actions: 2 },
});
const actionOfBse = (code: number, text: string) => ({
  ...{
    scrip_code: code,
    short_name: 'A',
    Ex_date: '26 Oct 2024',
    Purpose: text,
    RD_Date: '26 Oct 2024',
    exdate: '20241026',
  },
});
describeAdapter({
  adapter: 'bse-actions',
  file: json(
    actionOfBse(500001, 'Stock  Split From Rs.10/- to Rs.2/-'),
    actionOfBse(500002, 'Bonus issue 1:1'),
  ),
  gives: { actions: 2 },
});
const meeting = (symbol: string, text: string, at: string) => ({
  ...{
    bm_symbol: symbol,
    bm_date: '30-Oct-2024',
    bm_purpose: text,
    bm_desc: 'Board Meeting Intimation',
    bm_timestamp: at,
  },
});
describeAdapter({
  adapter: 'nse-board-meetings-json',
  file: json(
    meeting(
      'ALPHA',
      'To consider and approve the Quarterly Unaudited Financial results',
      '18-Oct-2024 22:42:01',
    ),
    meeting(
      'ALPHA',
      'To consider and approve the Quarterly Unaudited Financial results',
      '17-Oct-2024 22:42:01',
    ),
    meeting('BETA', 'To consider a buyback', '18-Oct-2024 22:42:01'),
  ),
  gives: { events: 2 },
});
describeAdapter({
  adapter: 'nse-board-meetings-csv',
  file: lines(
    'SYMBOL,COMPANY,MEETING_DATE,PURPOSE,DETAILS',
    'ALPHA,Alpha Limited,25-Aug-2024,Board Meeting Intimation,"to consider the Audited Financial results, and a dividend"',
    'ALPHA,Alpha Limited,25-Aug-2024,Financial Results,To consider results',
    'BETA,Beta Limited,25-Aug-2024,Fund Raising,To consider fund raising',
  ),
  gives: { events: 2 },
});
const calendarEvent = (symbol: string, text: string) => ({
  symbol,
  company: 'A',
  purpose: text,
  bm_desc: text,
  date: '10-Feb-2024',
});
describeAdapter({
  adapter: 'nse-event-calendar',
  file: json(calendarEvent('ALPHA', 'Financial Results/Dividend'), calendarEvent('BETA', 'Fund Raising')),
  gives: { events: 2 },
});
describeAdapter({
  adapter: 'nse-pr-board-meetings',
  file: lines(
    'COMPANY NAME    SYMBOL     : BM DATE    : BM PURPOSE ',
    'Alpha Limited    ALPHA : 07-DEC-2024 : Financial Results Dear Sir,',
    '',
    'the board will meet: on Saturday.',
    'Beta Limited    BETA : 22-DEC-2024 : Stock Split/Other business matters',
  ),
  gives: { events: 2 },
});
describeAdapter({
  adapter: 'bse-result-calendar',
  file: json(
    {
      scrip_Code: '500001',
      short_name: 'ALPHA',
      Long_Name: 'ALPHA LTD.',
      meeting_date: '23 Oct 2024',
      URL: '',
    },
    {
      scrip_Code: '500002',
      short_name: 'BETA',
      Long_Name: 'BETA LTD.',
      meeting_date: '24 Oct 2024',
      URL: '',
    },
  ),
  gives: { events: 2 },
});
const filed = (symbol: string, toDate: string, told: string | null) => ({
  ...{
    symbol,
    relatingTo: 'Third Quarter',
    period: 'Quarterly',
    toDate,
    consolidated: 'Consolidated',
    filingDate: '-',
  },
  ...{ broadCastDate: told, xbrl: 'https://archives.example/-' },
});
describeAdapter({
  adapter: 'nse-results-list',
  file: json(
    filed('ALPHA', '31-Dec-2023', '16-Jan-2024 20:20:21'),
    filed('ALPHA', '31-Dec-2023', '16-Jan-2024 20:25:21'),
    filed('BETA', '31-Dec-2023', '17-Jan-2024 20:20:21'),
    filed('BETA', '31-Mar-2005', null),
  ),
  gives: { events: 2, filings: 3 },
});
const announced = (symbol: string, desc: string, attchmntText: string) => ({
  ...{ symbol, desc, an_dt: '04-Feb-2024 14:55:06', attchmntText, sm_isin: 'INE000A01011' },
});
describeAdapter({
  adapter: 'nse-annual-reports',
  file: JSON.stringify({
    data: ['Alpha Limited', 'Beta Limited', 'Gamma Limited'].map((companyName) => ({
      ...{ companyName, fromYr: '2023', toYr: '2024', broadcast_dttm: '18-JUL-2024 18:34:53' },
      fileName: 'https://archives.example/AR_ALPHA.pdf',
    })),
  }),
  gives: { filings: 2 },
  context: CONTEXT,
});
describeAdapter({
  adapter: 'nse-announcements',
  file: json(
    announced('ALPHA', 'Financial Result Updates', 'Alpha has submitted the financial results of December'),
    announced('BETA', 'Resignation', 'Beta informs of the resignation of Ms A as Independent Director'),
    announced('BETA', 'Updates', 'Beta has informed the Exchange about something'),
  ),
  gives: { events: 2, filings: 3 },
});
describeAdapter({
  adapter: 'nse-pr-announcements',
  name: 'PR041224.zip/An041224.txt',
  file: lines(
    'COMPANY NAME    SYMBOL    : ANNOUNCEMENTS',
    'Alpha Limited    ALPHA : Outcome of Board Meeting ALPHA : a Board meeting held on December 03, 2024 ',
    'approved the buyback.',
    'Beta Limited    BETA : Resignation BETA : the resignation of Mr B as Independent Director of the company',
    'A Fund - Plan B    AFUNDB : Declaration of NAV AFUNDB : the value as on December 03, 2024 is Rs. 12',
  ),
  gives: { events: 2, filings: 3 },
});
const news = (code: number, subject: string, text: string) => ({
  ...{
    SCRIP_CD: code,
    NEWSSUB: text,
    NEWS_DT: '2024-10-20T23:44:22.95',
    HEADLINE: text,
    SUBCATNAME: subject,
  },
});
describeAdapter({
  adapter: 'bse-announcements',
  file: JSON.stringify({
    Table: [
      news(500001, 'Financial Results', 'Results of the quarter'),
      news(500002, 'Resignation of Director', 'Resignation of Mr C as Director'),
      news(500002, 'General', 'Loss of certificates'),
    ],
    Table1: [{ ROWCNT: 3 }],
  }),
  gives: { events: 2, filings: 3 },
});
const holding = (symbol: string, promoter: string | null) => ({
  ...{
    symbol,
    date: '31-DEC-2023',
    pr_and_prgrp: promoter,
    public_val: '56.13',
    submissionDate: '13-JAN-2024',
  },
  ...{ broadcastDate: '13-JAN-2024 15:41:40' },
});
describeAdapter({
  adapter: 'nse-shareholding-list',
  file: json(holding('ALPHA', '43.87'), holding('BETA', '0'), holding('BETA', null)),
  gives: { shareholding: 2, filings: 2 },
});
const pledge = (comName: string, shp: string) => ({
  ...{
    comName,
    shp,
    percPromoterHolding: '    50.89',
    percPromoterShares: '     1.25',
    percSharesPledged: '7.08',
  },
  ...{ broadcastDt: '07-May-2024 16:30:21' },
});
describeAdapter({
  adapter: 'nse-pledge',
  file: JSON.stringify({
    comNameList: ['Alpha Limited'],
    data: [
      pledge('Alpha Limited', '31-Mar-2024'),
      pledge('Alpha Limited', '31-Dec-2023'),
      pledge('Nobody', '31-Dec-2023'),
    ],
  }),
  gives: { shareholding: 2 },
  context: CONTEXT,
});
describeAdapter({
  adapter: 'shareholding-table',
  file: lines(
    'SYMBOL,PERIOD,PROMOTER_%,PLEDGED_%,FII_%,DII_%,MF_%,PUBLIC_%,SOURCE',
    'ALPHA,30-JUN-2024,50.48,,20.1,10,,,a site',
    'BETA,30-JUN-2024,0.0,,,,,,a site',
    'GAMMA,30-JUN-2024,,,,,,,a site',
  ),
  gives: { shareholding: 2 },
});
describeAdapter({
  adapter: 'tradingview-shareholding',
  file: lines('20230901T,50.61,25.41,13.20,0,10.60', '20231201T,50.61,24.75,13.62,0,10.85'),
  gives: { shareholding: 2 },
  context: CONTEXT,
});
