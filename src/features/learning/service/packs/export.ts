// What a pack brought, as it stands here now, in the pack's form: to give it on, or to take it back into the folder it came from.
import { serialiseItems } from '#engines/item/parse.ts'
import { serialiseLesson } from '#engines/lesson/serialise.ts'
import type { Pack } from '#engines/pack/pack.ts'
import type { Context } from '#platform/http/context.ts'
import { itemsByKey } from '../../store/items.ts'
import { lessonByKey } from '../../store/lessons/lessons.ts'
import { draftsOf, liveTexts } from '../../store/lessons/texts.ts'
import { scenarioOfKey, textsOf } from '../../store/scenarios/scenarios.ts'

/** Lessons with their drafts, scenarios as published, items. Behaviours belong to the language of the house and stay there. */
export function exportPack(ctx: Context, pack: Pack): Promise<Map<string, string>> {
  ctx.require('lessons.read', {})
  return ctx.read(async (tx) => {
    const files = new Map<string, string>()
    for (const { key } of pack.lessons) {
      const head = await lessonByKey(tx, key)
      if (!head) continue
      const [live, drafts] = await Promise.all([liveTexts(tx, head.id), draftsOf(tx, head.id)])
      const { level, theme, families } = head
      for (const { language, title, blocks } of [...live, ...drafts])
        files.set(`lessons/${key}/${language}.md`, serialiseLesson({ key, title, level, theme, families, blocks }))
    }
    for (const { key } of pack.scenarios) {
      const row = await scenarioOfKey(tx, key)
      if (row?.liveNumber == null) continue
      for (const { language, text } of await textsOf(tx, row.id, row.liveNumber)) files.set(`scenarios/${key}/${language}.txt`, text)
    }
    const keys = [...new Set(Object.values(pack.items).flatMap((items) => items.map(({ key }) => key)))]
    const items = (await itemsByKey(tx, keys)).toSorted((a, b) => (a.key < b.key ? -1 : 1))
    for (const theme of new Set(items.map((one) => one.theme)))
      for (const language of ['en', 'de', 'ar'] as const) {
        const own = items.flatMap(({ texts, key, level, kind, families, source, theme: of }) => {
          const text = texts[language]
          return of === theme && text ? [{ key, theme, level, kind, families, source, ...text }] : []
        })
        if (own.length > 0) files.set(`items/${theme}/${language}.json`, serialiseItems(own))
      }
    return files
  })
}
