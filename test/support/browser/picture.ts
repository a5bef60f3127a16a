import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Writes a picture of a page into docs/images, but only with PICTURES=1: tests leave the repository as it is. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] !== '1') return;
  await page.setViewportSize({ width: 1200, height: 760 });
  await page.screenshot({ path: join('docs', 'images', name), animations: 'disabled' });
}
