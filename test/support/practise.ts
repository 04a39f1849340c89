// Practice on a page, as a person does it who knows the items of practice-items.ts.
import type { Page } from 'playwright-core'

export const sure = (page: Page, how = 'Rather sure') => page.getByRole('button', { name: how, exact: true }).click()
/** Answers what is asked, by what it says; answers which kind it was. */
export async function answer(page: Page, isRight = true): Promise<string> {
  const one = page.locator('.practice-one')
  const prompt = (await one.locator('.item-prompt').first().textContent()) ?? ''
  if (prompt.startsWith('Our mantra')) {
    await page.getByLabel('How does it go?').fill(isRight ? 'every parcel is a promis to someone waiting and each other' : 'be nice')
    await sure(page)
    return 'mantra'
  }
  const kind = /^\w+/.exec(prompt)![0].toLowerCase()
  if (kind === 'short') await page.getByLabel('Your answer').fill(isRight ? 'Apologyse' : 'nothing')
  else if (kind === 'order')
    for (const step of isRight ? ['Hear', 'Say sorry', 'Mend'] : ['Mend', 'Hear', 'Say sorry'])
      await page.getByRole('button', { name: new RegExp(`^${step}`) }).click()
  else if (kind === 'match') {
    await page.getByLabel('A parcel came broken').selectOption({ label: isRight ? 'Send a new one' : 'Say when it comes' })
    await page.getByLabel('A parcel is late').selectOption({ label: isRight ? 'Say when it comes' : 'Send a new one' })
  } else if (kind === 'multiple')
    for (const option of isRight ? ['Her name', 'What happened'] : ['The weather']) await page.getByLabel(option, { exact: true }).check()
  else await page.getByLabel(isRight ? 'Call at five' : 'Wait', { exact: true }).check()
  await sure(page)
  return kind
}
export const next = (page: Page) => page.getByRole('button', { name: /Next question|To the end/ }).click()
