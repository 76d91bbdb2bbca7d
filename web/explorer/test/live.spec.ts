// A page that is open while the dataset moves on says so, and shows what is new when it is asked.

import { expect, test } from '@playwright/test';
import { service } from '../../client/test/service.ts';
import { watch } from './faults.ts';

for (const [language, newer, show] of [['', 'The dataset has a newer revision.', 'Show it'], ['/hi', 'आँकड़ों का नया संस्करण उपलब्ध है।', 'दिखाएँ']] as const) {
  test(`a newer revision is told at ${language || '/'}`, async ({ page }) => {
    await using own = await service();
    const origin = new URL(own.url).origin;
    const faults = watch(page, origin);
    const socket = page.waitForEvent('websocket');
    await page.goto(`${origin}${language}/about`);
    await expect(page.locator('main')).toContainText('CC-BY-4.0');
    // The feed is opened when the page is there.
    const followed = await socket;
    await followed.waitForEvent('framesent', (frame) => String(frame.payload).includes('subscribe'));
    await expect(page.getByText(newer)).toBeHidden();
    await own.revise(1);
    await expect(page.getByText(newer)).toBeVisible();
    await page.getByRole('link', { name: show }).click();
    await expect(page.locator('.facts').first()).toContainText(/(Revision|संस्करण)\s*2 /);
    await expect(page.getByText(newer)).toBeHidden();
    expect(faults()).toEqual([]);
  });
}
