/** Announcements as companies word them: the event is told only where the words leave no doubt. */
import { describe, expect, test } from '@jest/globals';
import { announcedEvent } from '../../../../../src/market/imports/adapters/reading/announcedEvent.js';

const told = (subject: string, text: string): string => {
  const event = announcedEvent(subject, text);
  return event === null ? '' : `${event.kind} ${event.date}`.trim();
};

describe('results', () => {
  test.each([
    [
      'Financial Result Updates',
      'A has submitted to the Exchange, the financial results for the period ended June 30, 2024.',
    ],
    ['Financial Results Updates', 'A has informed the Exchange regarding Unaudited Results for the quarter.'],
    ['Outcome of Board Meeting', 'Unaudited Financial Results for the Q3 and 9M ended on December 31, 2024'],
    [
      'Outcome of Board Meeting',
      'The Board approved financial statements for the period ended September 2024',
    ],
    ['Results', 'Audited results of the year'],
    ['Audited Financial Results', 'The results of the year are enclosed'],
  ])('%s: %s', (subject, text) => expect(told(subject, text)).toBe('RESULTS'));

  test('of a board meeting that the text dates', () => {
    const text = 'Financial Results approved in Board meeting held on January 30, 2024.';
    expect(told('Outcome of Board Meeting', text)).toBe('RESULTS 2024-01-30');
  });

  test.each([
    ['Clarification - Financial Results', 'The Exchange has sought clarification on the financial results'],
    ['Reply to Clarification- Financial results', 'The company replied'],
    ['Press Release', 'titled "Press release on Financial Results".'],
    ['Investor Presentation', 'the presentation on Financial Results'],
    ['Copy of Newspaper Publication', 'the financial results were published in newspapers'],
    ['Analysts/Institutional Investor Meet/Con. Call Updates', 'the call for the Financial Results'],
    ['Trading Window', 'closed until the financial results are declared'],
    ['Results', 'the Financial Results with minor modifications in the format submitted earlier'],
    ['Financial Result Updates', 'Revised financial results for the quarter'],
    ['Updates', 'the declaration of unaudited financial results'],
    ['Related Party Transactions', 'for the half year'],
    ['', ''],
  ])('%s: %s is none', (subject, text) => expect(told(subject, text)).toBe(''));
});

describe('board meetings', () => {
  test.each([
    [
      'Outcome of Board Meeting',
      'A has informed the Exchange regarding Board meeting held on December 03, 2024.',
      'BOARD_MEETING 2024-12-03',
    ],
    [
      'Outcome of Board Meeting',
      'Outcome of the Board Meeting held on 4th August, 2024',
      'BOARD_MEETING 2024-08-04',
    ],
    ['Outcome of Board Meeting', 'the Board deferred the proposal', 'BOARD_MEETING'],
    [
      'Board Meeting Intimation',
      'Meeting to be held on 25-Aug-2024 to consider Fund raising',
      'BOARD_MEETING 2024-08-25',
    ],
    [
      'Board Meeting Intimation',
      'to be held on 25.08.2024 to approve the Unaudited Financial Results',
      'RESULTS 2024-08-25',
    ],
    ['Board Meeting Intimation', 'A meeting will be held soon', ''],
  ])('%s: %s', (subject, text, expected) => expect(told(subject, text)).toBe(expected));
});

describe('resignations from the board', () => {
  test.each([
    ['Resignation', 'Resignation of Mr A as Independent Director of the company w.e.f. December 01, 2024.'],
    ['Resignation', 'regarding Resignation of Mr A B as Non- Executive Independent Director'],
    ['Resignation of Director', 'Mr. A, has resigned as the Director (Finance) & CFO (KMP) from the Board'],
    [
      'Resignation of Director',
      'that Dr A, Independent Director, has resigned from the board of the Company.',
    ],
    [
      'Change in Board of Directors',
      'Dr. A, Independent Director has resigned from the membership of the Board of Directors',
    ],
    ['Change in Director(s)', 'Resignation of Ms A from the office of Managing Director'],
    ['Resignation', '"Dr. A, Independent Director, has resigned as a Board member of the Company".'],
    ['Cessation', 'Mr A has resigned from the post of Nominee Director'],
  ])('%s: %s', (subject, text) => expect(told(subject, text)).toBe('BOARD_RESIGNATION'));

  test.each([
    ['Resignation', 'Resignation of Mr A as Company Secretary & Compliance Officer of the company'],
    ['Resignation', 'Resignation of Ms A as Chief Financial Officer'],
    ['Change in Director(s)', 'A has informed the Exchange regarding Change in Director(s) of the company.'],
    ['Cessation', 'cessation of A as Executive Director of the company after the end of the term'],
    ['Appointment', 'appointed as Independent Director in place of Dr A, who had resigned from the Board'],
    ['Reply to Clarification Sought', 'on the resignation of Mr A as Independent Director'],
    ['Updates', 'Mr A has withdrawn the resignation as Director'],
  ])('%s: %s is none', (subject, text) => expect(told(subject, text)).toBe(''));
});

describe('auditors', () => {
  test.each([
    [
      'Resignation of Auditors',
      'A has informed the Exchange regarding resignation of M/s B, Statutory Auditors',
    ],
    ['Change in Auditors', 'the Auditors, M/s B, have resigned'],
    ['Updates', 'M/s B have tendered their resignation as statutory auditor of the company'],
  ])('%s: %s', (subject, text) => expect(told(subject, text)).toBe('AUDITOR_RESIGNATION'));

  test.each([
    ['Updates', 'resignation of M/s B, Secretarial Auditors'],
    ['Updates', 'resignation of the Internal Auditor Mr B'],
    ['Change in Auditors', 'appointment of M/s B as Statutory Auditors'],
    ['Appointment', 'Statutory Auditor in place of M/s B, who have resigned'],
  ])('%s: %s is none', (subject, text) => expect(told(subject, text)).toBe(''));

  test.each([
    ['Financial Result Updates', 'with a qualified opinion of the auditors'],
    ['Updates', 'The auditors issued a disclaimer of opinion'],
    ['Updates', 'Statement on Impact of Audit Qualifications for the year'],
    ['Outcome of Board Meeting', 'the report has an adverse opinion'],
  ])('%s: %s', (subject, text) => expect(told(subject, text)).toBe('AUDITOR_QUALIFICATION'));

  test.each([
    ['Updates', 'declaration that the auditors issued an unmodified opinion, and no modified opinion'],
    ['Updates', 'with an unqualified opinion'],
    ['Updates', 'Statement on Impact of Audit Qualifications: Nil, without any qualification'],
  ])('%s: %s is none', (subject, text) => expect(told(subject, text)).toBe(''));
});
