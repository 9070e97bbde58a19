import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from '../../waiting/eventually.ts';

/** Gives the side bar a width, CSS pixels, as a user does: by dragging its border. */
export async function resizeSideBar(page: Page, widthPx: number): Promise<void> {
  const sideBar = page.locator('.part.sidebar');
  // A window that is laid out anew at that moment loses the border.
  await eventually(async () => {
    const { x, y, width } = (await sideBar.boundingBox()) ?? assert.fail('no side bar');
    await page.mouse.move(x + width, y + 300);
    await page.mouse.down();
    await page.mouse.move(x + widthPx, y + 300, { steps: 5 });
    await page.mouse.up();
    const box = await sideBar.boundingBox();
    assert.ok(Math.abs((box?.width ?? 0) - widthPx) <= 1, `${box?.width} instead of ${widthPx} pixels`);
  });
  await page.mouse.move(0, 0);
}
