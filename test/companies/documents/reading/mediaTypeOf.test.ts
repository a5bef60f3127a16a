import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { mediaTypeOf } from '../../../../src/companies/documents/reading/mediaTypeOf.js';

const of = (text: string, encoding: BufferEncoding = 'latin1') =>
  mediaTypeOf(Buffer.from(text, encoding).subarray(0, 4_096));

describe('mediaTypeOf', () => {
  test.each([
    ['%PDF-1.7\n%\xe2\xe3\xcf\xd3'],
    ['\xef\xbb\xbf%PDF-1.4\n'],
    [`${'\x00\x01 junk\n'.repeat(9)}%PDF-1.4\n`],
    ['HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n'],
  ])('finds the mark of PDF at or near the start: %j', (text) => {
    expect(of(text)).toBe('application/pdf');
  });

  test.each([
    ['<!DOCTYPE html><p>a'],
    ['\xef\xbb\xbf \r\n<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">'],
    ['<!-- a > b --><?xml version="1.0"?><!-- c --><html xmlns="http://www.w3.org/1999/xhtml">'],
    ['<HTML><HEAD>'],
    ['<body class="a">x'],
    ['<div>x</div>'],
    ['<script>alert(1)</script>'],
    ['<html><!-- %PDF-1.4 -->'],
  ])('knows HTML: %j', (text) => {
    expect(of(text)).toBe('text/html');
  });

  test('knows a page in UTF-16 and a text in it', () => {
    expect(mediaTypeOf(Buffer.from('\uFEFF<html><p>₹', 'utf16le'))).toBe('text/html');
    expect(mediaTypeOf(Buffer.from('\uFEFFSales of ₹ 5 crore', 'utf16le'))).toBe('text/plain');
  });

  test.each([
    ['Sales grew.\r\n\tA\x0c'],
    ['MZ is no executable here, and PK no archive'],
    ['What is %PDF-1.4?'],
    ['<5 % of sales'],
    ['a < b'],
    ['<Speaker> Good morning'],
  ])('takes what is neither for a text: %j', (text) => {
    expect(of(text)).toBe('text/plain');
  });

  test('takes UTF-8 that the head cuts within a character for a text', () => {
    expect(mediaTypeOf(Buffer.from('₹'.repeat(2_000)).subarray(0, 4_096))).toBe('text/plain');
  });

  test.each([
    ['PK\x03\x04\x14\x00', 'a ZIP archive or Office document'],
    ['PK\x03\x04\x14\x00 %PDF-1.4', 'a ZIP archive or Office document'],
    [gzipSync('a').toString('latin1'), 'a gzip archive'],
    ['{\\rtf1\\ansi', 'an RTF document'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an old Office document'],
    ['\x89PNG\r\n\x1a\n', 'a PNG picture'],
    ['GIF89a%PDF-1.4', 'a GIF picture'],
    ['\xff\xd8\xff\xe0', 'a JPEG picture'],
    ['MZ\x90\x00\x03', 'an executable'],
    ['\x7fELF\x02', 'an executable'],
    ['#!/bin/sh\n', 'a script'],
    ['<?xml version="1.0"?><xbrli:xbrl>', 'an XML document'],
    ['<xbrl xmlns="http://www.xbrl.org/2003/instance">', 'an XML document'],
    ['<!DOCTYPE lolz [<!ENTITY a "b">]><lolz>&a;', 'an XML document'],
    ['<svg onload="alert(1)">', 'an XML document'],
    ['a\x00b', 'binary data'],
    [deflateRawSync('some text').toString('latin1'), 'binary data'],
    ['', 'an empty file'],
  ])('says what else a file is: %j is %s', (text, what) => {
    expect(of(text)).toBe(what);
  });
});
