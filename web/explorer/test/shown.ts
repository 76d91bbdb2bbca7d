// What every page must be, in both languages and two widths.

import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectFits, watch } from './faults.ts';

/** A page's address, words that must be on it in English and in Hindi, and what else is to be seen there. */
export type Shown = [address: string, english: string, hindi: string, more?: (page: Page) => Promise<void>];

const sizes = [{ width: 1280, height: 900 }, { width: 390, height: 844 }];

/** Tests each page: it shows what it should, fits, is accessible, keeps to itself, and says nothing on the console. A screenshot of each is kept. */
export function testShown(pages: Shown[]) {
  for (const language of ['en', 'hi'] as const) {
    for (const viewport of sizes) {
      test.describe(`in ${language}, ${viewport.width} wide`, () => {
        test.use({ viewport });
        for (const [address, english, hindi, more] of pages) {
          test(address, async ({ page, baseURL }, info) => {
            const faults = watch(page, baseURL ?? '');
            await page.goto(language === 'hi' ? `/hi${address === '/' ? '' : address}` : address);
            await expect(page.locator('main')).toContainText(language === 'hi' ? hindi : english);
            await expect(page.locator('h1')).toHaveCount(1);
            await expect(page.locator('html')).toHaveAttribute('lang', language);
            await more?.(page);
            await expectLanguages(page);
            await expectFits(page);
            // The pages of both widths are the same but for their layout: each is looked at once in each language.
            if ((viewport.width > 1000) === (language === 'en')) await expectAccessible(page);
            await page.screenshot({ path: info.outputPath('page.png'), fullPage: true });
            expect(faults()).toEqual([]);
          });
        }
      });
    }
  }
}

/** Each text in Devanagari stands under `lang="hi"`. */
async function expectLanguages(page: Page) {
  const wrong = await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent ?? '';
      const language = texts.currentNode.parentElement?.closest('[lang]')?.getAttribute('lang');
      if (/[\u0900-\u097F]{3}/.test(text) && !language?.startsWith('hi')) found.push(text);
    }
    return found;
  });
  expect(wrong).toEqual([]);
}
