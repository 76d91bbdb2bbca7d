// Every page of the explorer in both languages and two widths, against the server at SABHA_URL: it shows what it should, fits,
// is accessible, keeps to itself, and says nothing on the console. A screenshot of each is kept.

import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectFits, watch } from './faults.ts';

/** A page's address, and words that must be on it in English and in Hindi. */
const pages: [address: string, english: string, hindi: string][] = [
  ['/', 'Newest meetings', 'नवीनतम बैठकें'],
  ['/meetings', 'Meeting of Chief Minister Vishnu Deo Sai with JETRO in Tokyo', 'टोक्यो में मुख्यमंत्री विष्णु देव साय की JETRO से बैठक'],
  ['/meetings?state=IN-BR&status=HELD', 'State: Bihar', 'राज्य: बिहार'],
  ['/meetings/durg-export-committee-meeting-2022', 'Sarveshwar Narendra Bhure', 'दुर्ग'],
  ['/meetings/kita-meeting-south-korea-2025', 'A plan: no source says that it took place.', 'योजना: कोई स्रोत नहीं कहता कि यह हुई।'],
  ['/officials', 'Anima Pandey', 'अभिजीत मुखर्जी'],
  ['/officials/vishnu-deo-sai', 'Government of Chhattisgarh', 'छत्तीसगढ़ शासन'],
  ['/organisations', 'Bihar cabinet', 'बिहार'],
  ['/organisations/durg-district-export-promotion-committee', 'Posts', 'पद'],
  ['/policies', 'Artificial Intelligence Mission, Bihar', 'मिशन'],
  ['/policies/bihar-artificial-intelligence-mission', 'In meetings', 'बैठकों में'],
  ['/states', 'Chhattisgarh', 'छत्तीसगढ़'],
  ['/states/chhattisgarh', 'IN-CG', 'IN-CG'],
  ['/places', 'Tokyo', 'टोक्यो'],
  ['/places/japan', 'Meetings', 'बैठकें'],
  ['/topics', 'Industry', 'उद्योग'],
  ['/topics/industry', 'Meetings', 'बैठकें'],
  ['/articles', 'JETRO', 'JETRO'],
  ['/articles/durg-export-committee-2022', 'Cited places', 'उद्धृत अंश'],
  ['/search?q=saay', 'Vishnu Deo Sai', 'विष्णु देव साय'],
  ['/about', 'What it is not', 'ये क्या नहीं हैं'],
];

const sizes = [{ width: 1280, height: 900 }, { width: 390, height: 844 }];

for (const language of ['en', 'hi'] as const) {
  for (const viewport of sizes) {
    test.describe(`in ${language}, ${viewport.width} wide`, () => {
      test.use({ viewport });
      for (const [address, english, hindi] of pages) {
        test(address, async ({ page, baseURL }, info) => {
          const faults = watch(page, baseURL ?? '');
          await page.goto(language === 'hi' ? `/hi${address === '/' ? '' : address}` : address);
          await expect(page.locator('main')).toContainText(language === 'hi' ? hindi : english);
          await expect(page.locator('h1')).toHaveCount(1);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
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
