/**
 * Returns SQL for the last error of a webhook, which also says how many deliveries were dropped, so that none is lost without a
 * word.
 *
 * @param error SQL for the error of the last try; NULL or an empty text: it succeeded
 * @param dropped SQL for the number
 */
export const withDropped = (error: string, dropped: string): string =>
  `nullif(concat_ws('; ', nullif(${error}, ''),
     CASE WHEN ${dropped} > 0 THEN 'deliveries dropped: ' || (${dropped}) END), '')`;
