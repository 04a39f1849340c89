// The page behind the link at the foot of letters: stops all messages without a sign-in. Looking at it changes nothing, because mail programs open links by
// themselves; their own one click (RFC 8058) is the same POST as the button's.
import { z } from 'zod'
import { type AnyRoute, defineRoute, type Reply } from '#platform/http/route.ts'
import { throughStopLink } from './service/messages.ts'
import { pageHeaders, stopPage, unknownPage } from './stop-page/page.ts'

const params = z.object({ token: z.string().max(100) })
const query = z.object({ l: z.string().max(20).optional().describe('The language of the page; absent: that of the person.') })
const access = { open: 'the right to stop one person’s messages, and nothing else, is the secret in the address' }
const page: NonNullable<AnyRoute['page']> = {
  showProblem: (status, { language }) => ({ body: unknownPage(language, status === 404 ? 'unknown' : 'busy'), headers: pageHeaders }),
}
const produces = 'text/html; charset=utf-8'
const shown = (language: string, found: Parameters<typeof stopPage>[0] | undefined): Reply<unknown> =>
  found ? { body: stopPage(found), headers: pageHeaders } : { status: 404, body: unknownPage(language, 'unknown'), headers: pageHeaders }

export const stopPages: readonly AnyRoute[] = [
  defineRoute({
    id: 'showStopPage',
    method: 'GET',
    path: '/stop/:token',
    summary: 'Whether messages come, with a button that stops them',
    access,
    page,
    params,
    query,
    produces,
    async handle(caller, { params: { token }, query: { l } }) {
      const found = await throughStopLink(caller.platform, caller.requestId, token, null)
      return shown(l ?? caller.language, found && { ...found, language: l ?? found.language })
    },
  }),
  defineRoute({
    id: 'stopMessages',
    method: 'POST',
    path: '/stop/:token',
    summary: 'Stop all messages to a person, or allow them again; also the one click of mail programs (RFC 8058)',
    access,
    page,
    params,
    consumes: 'form',
    bodyLimitBytes: 4096,
    body: z.record(z.string().max(40), z.string().max(200)),
    produces,
    noReplay: 'stopped is stopped, however often it is said',
    handle: async (caller, { params: { token }, body }) =>
      shown(caller.language, await throughStopLink(caller.platform, caller.requestId, token, body['allow'] === '1' ? 'allow' : 'stop')),
  }),
]
