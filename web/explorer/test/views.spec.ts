// Timeline, network, map and relation in both languages and two widths, against the server at SABHA_URL.

import { expect, test } from '@playwright/test';
import { testShown } from './shown.ts';

testShown([
  ['/timeline', 'Each meeting', 'हर बैठक'],
  ['/timeline?from=2025-08-01&to=2025-08-31&possibly=1&kind=TALKS', 'Kind: Talks', 'प्रकार: वार्ता'],
  ['/timeline?from=1900-01-01&to=1900-12-31', 'Nothing fits.', 'कुछ नहीं मिला।'],
  ['/network', 'Choose an official or an organisation.', 'कोई पदाधिकारी या संगठन चुनें।'],
  ['/network?around=officials/vishnu-deo-sai&plans=1&depth=2', 'only planned', 'केवल योजना'],
  ['/network?around=officials/anima-pandey', 'meeting of many', 'बहुतों की बैठक'],
  ['/network?around=officials/nobody', 'There is no official and no organisation at “officials/nobody”.', '“officials/nobody” पर कोई पदाधिकारी या संगठन नहीं है।'],
  ['/map', '@svg-maps/india', '@svg-maps/india', (page) => expect(page.locator('svg.map path')).toHaveCount(36)],
  ['/relation', 'Choose two officials or organisations.', 'दो पदाधिकारी या संगठन चुनें।'],
  ['/relation?a=officials/vishnu-deo-sai&b=organisations/jetro', 'Meeting of Chief Minister Vishnu Deo Sai with JETRO in Tokyo', 'JETRO से बैठक'],
  ['/relation?a=officials/vishnu-deo-sai&b=organisations/kita', 'All of these are plans', 'ये सब योजनाएँ हैं'],
  ['/relation?a=officials/hara-harunobu&b=officials/kayo-ito', 'No source shows both in one meeting.', 'कोई स्रोत दोनों को एक बैठक में नहीं दिखाता।'],
  ['/relation?a=officials/hara-harunobu&b=places/durg', 'There is no official and no organisation at “places/durg”.', '“places/durg” पर'],
  ['/relation?a=officials/vishnu-deo-sai&b=officials/vishnu-deo-sai', 'Both sides are the same', 'दोनों पक्ष एक ही हैं'],
]);

test('a month of the timeline opens its days, and a day its meetings, by the keyboard', async ({ page }) => {
  await page.goto('/timeline');
  await page.getByRole('link', { name: /^August 2025: 4 certain, 1 possible, 5 planned$/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/timeline\?.*from=2025-08-01.*by=day/);
  await page.getByRole('link', { name: /^22 August 2025: 2 certain/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/meetings\?.*from=2025-08-22/);
});

test('what a filter leaves out fades and the axis stays', async ({ page }) => {
  await page.goto('/timeline');
  await expect(page.locator('.spans a')).toHaveCount(13);
  const axis = await page.locator('.spans .axis text').allTextContents();
  await page.goto('/timeline?kind=TALKS');
  await expect(page.locator('.spans .faded').first()).toBeVisible();
  await expect(page.locator('.spans a')).toHaveCount(13);
  expect(await page.locator('.spans .axis text').allTextContents()).toEqual(axis);
});

test('a plan is an outline, and its name says that it is one', async ({ page }) => {
  await page.goto('/timeline');
  const mark = page.getByRole('link', { name: /KITA.*Proposed/ }).locator('.mark');
  await expect(mark).toHaveCSS('fill', 'none');
  await expect(mark).not.toHaveCSS('stroke-dasharray', 'none');
});

test('the network leads from one party to another, and to the meetings of two', async ({ page }) => {
  await page.goto('/network?around=officials/vishnu-deo-sai');
  await page.getByRole('link', { name: /^Around: JETRO/ }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/around=organisations%2Fjetro/);
  await expect(page.locator('h1')).toHaveText('JETRO');
  // The list of before stays, dimmed, until the new one is there.
  await expect(page.locator('.waiting')).toHaveCount(0);
  const met = page.locator('.met').first();
  await expect(async () => {
    await met.locator('summary').click();
    await expect(met.getByRole('link').first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await met.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/relation\?a=officials\/.*&b=/);
});

test('two are chosen by their names, and the evidence of their meeting opens', async ({ page }) => {
  await page.goto('/relation');
  for (const [side, name] of [['First', 'saay'], ['Second', 'jetro']] as const) {
    const box = page.getByRole('combobox', { name: `${side}: Type a name` });
    await box.fill(name);
    await expect(page.getByRole('region', { name: side }).getByRole('option').first()).toBeVisible();
    await box.press('Enter');
    await expect(page).toHaveURL(side === 'First' ? /a=officials/ : /b=organisations/);
  }
  await expect(page.locator('h1')).toHaveText('Vishnu Deo Sai and JETRO');
  await page.locator('.took summary').first().click();
  await expect(page.locator('.took .sources').first()).toContainText('line');
});
