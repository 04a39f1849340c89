import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/packs.ts'
import { themeUnknown } from '../problems.ts'
import { exportPack } from '../service/packs/export.ts'
import { installPack } from '../service/packs/install.ts'
import { deliveredPack } from '../service/packs/library.ts'
import { removePack } from '../service/packs/remove.ts'
import { listPacks, readPack, readPackPart } from '../service/packs/view.ts'
import { zipOf } from '../service/packs/zip.ts'

export const packRoutes = [
  defineRoute({
    id: 'listPacks',
    method: 'GET',
    path: '/api/packs',
    summary: 'The packs that come with the program, and which are here',
    access: { operation: 'packs.read' },
    reply: contract.packList,
    handle: async (ctx) => ({ body: await listPacks(ctx) }),
  }),
  defineRoute({
    id: 'readPack',
    method: 'GET',
    path: '/api/packs/:packKey',
    summary: 'One pack: what it would bring, what its themes mean here, and how each part stands',
    access: { operation: 'packs.read' },
    params: contract.packParams,
    reply: contract.packView,
    problems: [problems.notFound],
    handle: async (ctx, { params }) => ({ body: await readPack(ctx, params.packKey) }),
  }),
  defineRoute({
    id: 'readPackPart',
    method: 'GET',
    path: '/api/packs/:packKey/part',
    summary: 'The words of one part, the pack’s and those that stand here',
    access: { operation: 'packs.read' },
    params: contract.packParams,
    query: contract.packPartQuery,
    reply: contract.packPart,
    problems: [problems.notFound],
    handle: async (ctx, { params, query }) => ({ body: await readPackPart(ctx, params.packKey, query.part) }),
  }),
  defineRoute({
    id: 'installPack',
    method: 'POST',
    path: '/api/packs/:packKey/installations',
    summary: 'Take a pack in, or its update: all of it or nothing; what was changed here stays unless it is chosen otherwise',
    access: { operation: 'packs.install' },
    params: contract.packParams,
    body: contract.packInstallation,
    bodyLimitBytes: 200_000,
    reply: contract.packInstalled,
    problems: [themeUnknown, problems.notFound],
    noReplay: 'a second installation finds everything here and changes nothing',
    async handle(ctx, { params, body }) {
      const {
        pack: _,
        themes: __,
        ...done
      } = await installPack(ctx, await deliveredPack(params.packKey), {
        chosen: body.themes,
        choices: body.choices,
        isApplied: true,
      })
      return { body: { ...done, languages: done.languages as ('en' | 'de' | 'ar')[] } }
    },
  }),
  defineRoute({
    id: 'removePack',
    method: 'POST',
    path: '/api/packs/:packKey/removals',
    summary: 'Retire what a pack brought, as far as nobody has used or changed it',
    access: { operation: 'packs.install' },
    params: contract.packParams,
    reply: contract.packRemoved,
    problems: [problems.notFound],
    noReplay: 'what is retired is retired: a second time finds nothing left',
    handle: async (ctx, { params }) => ({ body: await removePack(ctx, params.packKey) }),
  }),
  defineRoute({
    id: 'exportPack',
    method: 'GET',
    path: '/api/packs/:packKey/files',
    summary: 'What a pack brought, as it stands here now, as plain files in a ZIP archive',
    access: { operation: 'packs.read' },
    params: contract.packParams,
    produces: 'application/zip',
    problems: [problems.notFound],
    async handle(ctx, { params }) {
      const pack = await deliveredPack(params.packKey)
      return {
        body: zipOf(await exportPack(ctx, pack)),
        headers: { 'content-disposition': `attachment; filename="${pack.key}.zip"` },
      }
    },
  }),
]
