// The demonstration's common language: mantra, six principles with examples, a few behaviours; in three languages.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  addBehaviourIn,
  addExampleIn,
  addPrincipleIn,
  addWording,
  type BehaviourWords,
  type MantraWords,
  type PrincipleWords,
} from '#features/language/public.ts'
import { namesOfJobRoles } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'

interface Content {
  mantra: MantraWords
  principles: (PrincipleWords & { examples: { jobRole: string; texts: ExampleTexts }[] })[]
  behaviours: { principle: number; jobRole: string; level: number; texts: BehaviourWords['texts'] }[]
}
type ExampleTexts = Parameters<typeof addExampleIn>[3]['texts']

const file = path.resolve(import.meta.dirname, '..', '..', 'content', 'demo', 'language.json')
const read = async (): Promise<Content> => JSON.parse(await readFile(file, 'utf8')) as Content

/** With the organisation itself: the mantra greets from the first page on. */
export async function beginMantra(tx: WriteTx, ctx: Context): Promise<void> {
  const { mantra } = await read()
  await addWording(tx, ctx, { wording: mantra.en!.wording, language: 'en', texts: mantra })
}

/** After the staff list: examples and behaviours name its job roles. */
export async function addLanguage(ctx: Context): Promise<void> {
  const { principles, behaviours } = await read()
  await ctx.write(async (tx) => {
    const roles = new Map([...(await namesOfJobRoles(tx))].map(([id, name]) => [name, id]))
    const ids: string[] = []
    for (const { examples, ...words } of principles) {
      const id = await addPrincipleIn(tx, ctx, words)
      ids.push(id)
      for (const { jobRole, texts } of examples) await addExampleIn(tx, ctx, id, { jobRoleId: roles.get(jobRole) ?? null, texts })
    }
    for (const { principle, jobRole, level, texts } of behaviours)
      await addBehaviourIn(tx, ctx, { principleId: ids[principle]!, jobRoleId: roles.get(jobRole) ?? null, level, texts })
  })
}
