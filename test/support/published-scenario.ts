// A scenario as people play it: written by one, found good by another, published.
import type { BrowserContext } from 'playwright-core'
import type { OpenHouse } from './open-house.ts'
import type { Person, TestServer } from './server.ts'

export type Ask = (method: string, path: string, body?: object, version?: number) => Promise<{ status: number; body: any; text: string }>

/** Asked for by who wrote it, found good by somebody else. Answers the version that was read. */
export async function reviewedScenario(id: string, writer: Ask, reader: Ask): Promise<void> {
  const asked = await writer('POST', `/api/scenarios/${id}/review-requests`)
  const read = await reader('POST', `/api/scenarios/${id}/reviews`, { verdict: 'good' }, asked.body.version)
  if (read.status !== 201) throw new Error(`a scenario could not be reviewed: ${asked.status} ${asked.text} ${read.status} ${read.text}`)
}
export async function publishedScenario(
  id: string,
  writer: Ask,
  reader: Ask,
  note = '',
): Promise<{ status: number; body: any; text: string }> {
  await reviewedScenario(id, writer, reader)
  return writer('POST', `/api/scenarios/${id}/publications`, { note })
}

/** As somebody who has signed in, without a page. */
export const asksAs =
  ({ origin }: Pick<OpenHouse, 'origin'>, { request }: BrowserContext): Ask =>
  async (method, path, body, version) => {
    const answer = await request.fetch(origin + path, {
      method,
      headers: { origin, ...(version && { 'if-match': `"${version}"` }) },
      ...(body && { data: body }),
    })
    const text = await answer.text()
    return { status: answer.status(), text, body: text === '' ? null : JSON.parse(text) }
  }
export const asksOf =
  ({ call }: Pick<TestServer, 'call'>, who: Person): Ask =>
  (method, path, body, version) =>
    call(who, method, path, { ...(body && { body }), ...(version && { version }) })
