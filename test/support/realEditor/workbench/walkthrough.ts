import type { Locator, Page } from 'playwright-core';

/** A walkthrough in an editor tab: its steps, of which one is open. */
export interface Walkthrough {
  /** The page itself. */
  readonly page: Locator;
  /** A step, by its exact title. */
  step(title: string): Locator;
  /** The steps' titles, from top to bottom. */
  titles(): Promise<string[]>;
  /** A button or link of the step that is open. */
  button(name: string): Locator;
  /** The tick of a step that is done. */
  tick(title: string): Locator;
  /** The picture of the step that is open. */
  readonly picture: Locator;
}

/** Drives the walkthrough of a workbench's page. */
export function walkthrough(page: Page): Walkthrough {
  const container = page.locator('.gettingStartedContainer');
  const steps = container.locator('.getting-started-step');
  const step = (title: string): Locator =>
    steps.filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  return {
    page: container,
    step,
    async titles() {
      const titles = await steps.locator('.step-title').allInnerTexts();
      return titles.map(title => title.trim());
    },
    button: name =>
      container
        .locator('.getting-started-step.expanded')
        .locator('.monaco-button, a')
        .filter({ hasText: name }),
    tick: title => step(title).locator('.codicon.complete'),
    picture: container.locator('.getting-started-media img'),
  };
}
