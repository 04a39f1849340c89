import { z } from 'zod'
// "Look around": makes the demonstration where it is missing and lets the visitor in as its administrator. Only while the server is not set up.
import {
  alreadySetUp,
  deviceMarkOf,
  ensureAccounts,
  openSession,
  readInstallation,
  requireInstaller,
  setUpCodeNeeded,
  signInContract,
  tooManyTries,
} from '#features/accounts/public.ts'
import { listPeople, personCard } from '#features/people/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { secretText } from '#platform/http/fields.ts'
import { Problem } from '#platform/http/problem.ts'
import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import { findDemo, makeDemo } from './make-demo.ts'

// Two visitors at once wait for one demonstration.
let making: Promise<string> | undefined

export const routes: AnyRoute[] = [
  defineRoute({
    id: 'lookAround',
    method: 'POST',
    path: '/api/demonstrations',
    summary: 'Make the demonstration company if it is missing, and look around in it',
    access: { open: 'nobody is there yet; from other machines it takes the set-up code of the console' },
    body: z.object({ setUpCode: secretText(40).optional() }).strict(),
    status: 201,
    reply: signInContract,
    problems: [alreadySetUp, setUpCodeNeeded, tooManyTries],
    noReplay: 'there is only one demonstration, and a second request signs in to it',
    async handle(ctx, { body, request }) {
      const { platform } = ctx
      if ((await readInstallation(platform, request)).isSetUp) throw new Problem(alreadySetUp)
      await requireInstaller(platform, body.setUpCode, request)
      making ??= (async () => (await findDemo(platform)) ?? (await makeDemo(platform)).organisationId)().finally(() => (making = undefined))
      const demo = systemContext(platform, await making, ctx.requestId)
      const administrator = (await listPeople(demo, { search: 'ines duarte', status: 'active', sort: 'name', limit: 1 })).items[0]
      const reply = await demo.write(async (tx) => {
        const card = administrator && (await personCard(tx, [administrator.id])).get(administrator.id)
        if (!card) return undefined
        const account = (await ensureAccounts(tx, demo, [card])).get(card.id)!
        const opening = { platform, request, device: deviceMarkOf(request), isSharedDevice: undefined }
        return openSession(tx, opening, { accountId: account.id, isStillRight: () => true, isStart: false })
      })
      if (!reply) throw new Problem(alreadySetUp, { detail: 'Ines Duarte has left the demonstration; sign in as somebody else.' })
      return reply
    },
  }),
]
