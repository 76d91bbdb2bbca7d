// What must not happen on any page.

import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/** Watches a page; what comes back gives all that went wrong so far: errors of the console, uncaught ones, foreign or failed requests. */
export function watch(page: Page, origin: string): () => string[] {
  const faults: string[] = [];
  page.on('console', (it) => it.type() === 'error' && faults.push(`console: ${it.text()}`));
  page.on('pageerror', (it) => faults.push(`uncaught: ${it.message}`));
  page.on('requestfailed', (it) => {
    // Aborted: the page was left while it was on its way.
    const reason = it.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') faults.push(`failed: ${it.url()} ${reason}`);
  });
  page.on('request', (it) => {
    if (!/^(data|blob):/.test(it.url()) && !it.url().startsWith(`${origin}/`)) faults.push(`foreign: ${it.url()}`);
  });
  page.on('websocket', (it) => {
    if (new URL(it.url()).host !== new URL(origin).host) faults.push(`foreign: ${it.url()}`);
  });
  return () => faults;
}

/** No serious or critical finding of axe. */
export async function expectAccessible(page: Page) {
  await page.evaluate(axe.source);
  const findings = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  });
  expect(findings).toEqual([]);
}

/** Nothing is wider than the window. */
export async function expectFits(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}
