import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export async function expectAccessible(page: Page, theme: 'light' | 'dark' = 'light') {
  await endOfMotion(page)
  const axe = new AxeBuilder({ page })
  // In the dark only the colours differ.
  if (theme === 'dark') axe.withRules('color-contrast')
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
  const { violations } = await axe.analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  )
  expect(found).toEqual([])
}

/** Waits for what fades or slides in: half faded, text has less contrast. */
async function endOfMotion(page: Page) {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  )
}
