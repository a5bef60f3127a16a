export const UDIFF_HEADER =
  'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,FininstrmActlXpryDt,StrkPric,OptnTp,' +
  'FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,LastPric,PrvsClsgPric,UndrlygPric,SttlmPric,OpnIntrst,ChngInOpnIntrst,' +
  'TtlTradgVol,TtlTrfVal,TtlNbOfTxsExctd,SsnId,NewBrdLotQty,Rmks,Rsvd1,Rsvd2,Rsvd3,Rsvd4';

/** A row of a bhavcopy of a test. */
export interface UdiffRow {
  readonly symbol: string;
  readonly series?: string;
  readonly segment?: string;
  readonly close?: number;
}

/** Returns a bhavcopy of NSE in the unified format. Open, high and low stand at the close. */
export function udiffFile(day: string, rows: readonly UdiffRow[]): string {
  const lines = rows.map(
    ({ symbol, series = 'EQ', segment = 'CM', close = 100 }) =>
      `${day},${day},${segment},NSE,STK,1,INE000A01011,${symbol},${series},,,,,A COMPANY,${close},${close},${close},${close},` +
      `${close},${close},,${close},,,5000,${close * 5000},20,F1,1,,,,,`,
  );
  return `${[UDIFF_HEADER, ...lines].join('\n')}\n`;
}
