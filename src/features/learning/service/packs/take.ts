// How the parts of a pack that were chosen come in: by the same functions as what people write here.
import type { Pack } from '#engines/pack/pack.ts'
import { tag } from '#features/language/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { CardTexts } from '../../rules/cards.ts'
import { cardsByKey, insertCards } from '../../store/cards.ts'
import { lessonHeads, setRetired, type StandRow } from '../../store/packs.ts'
import type { Language } from '../../store/scenarios/scenarios.ts'
import { cardKind } from '../cards/read.ts'
import { replaceCard } from '../cards/write.ts'
import { addItemsIn, takeItems } from '../items/files.ts'
import { installLessonIn } from '../lessons/text-form.ts'
import { putScenarioIn } from '../scenarios/write.ts'
import type { Part } from './parts.ts'

export interface Taking {
  pack: Pack
  spoken: readonly string[]
  principleOf: (theme: string | null) => string
  /** What comes in now. */
  parts: readonly Part[]
  stands: ReadonlyMap<string, StandRow>
}

export async function takeParts(ctx: Context, tx: WriteTx, taking: Taking): Promise<void> {
  const { pack, spoken, principleOf, parts, stands } = taking
  const back = parts.flatMap(({ part }) => (stands.get(part)?.isRetired ? [stands.get(part)!.id] : []))
  if (back.length > 0) await setRetired(tx, [...new Set(back)], false)
  for (const { kind, key, language } of parts) {
    if (kind === 'lesson') {
      const lesson = pack.lessons.find((one) => one.key === key)!.texts[language!]!
      await installLessonIn(ctx, tx, {
        lesson,
        language: language!,
        principleId: principleOf(lesson.theme),
        note: `${pack.key} ${pack.version}`,
      })
    } else if (kind === 'scenario') {
      const texts = pack.scenarios.find((one) => one.key === key)!.texts
      const own = Object.fromEntries(spoken.flatMap((code) => (texts[code] ? [[code, texts[code]]] : []))) as Partial<
        Record<Language, string>
      >
      await putScenarioIn(ctx, tx, { language: Object.keys(own)[0] as Language, texts: own, isPublished: true })
    }
  }
  const keysOf = (kind: Part['kind']) => new Set(parts.flatMap((one) => (one.kind === kind ? [one.key] : [])))
  await takeItemsOf(ctx, tx, taking, keysOf('item'))
  await takeCards(ctx, tx, taking, keysOf('card'))
}

async function takeItemsOf(
  ctx: Context,
  tx: WriteTx,
  { pack, spoken, principleOf, stands }: Taking,
  keys: ReadonlySet<string>,
): Promise<void> {
  const isKnown = (key: string) => stands.has(`items/${key}`)
  const fresh = spoken.map(
    (code) => [code as Language, (pack.items[code] ?? []).filter(({ key }) => keys.has(key) && !isKnown(key))] as const,
  )
  await addItemsIn(ctx, tx, new Map(fresh), principleOf)
  if (![...keys].some(isKnown)) return
  for (const code of spoken) {
    const items = (pack.items[code] ?? []).filter(({ key }) => keys.has(key) && isKnown(key))
    const { misfits } = await takeItems(ctx, tx, { items, language: code as Language, principleOf, state: 'live', overwrites: true })
    if (misfits.length > 0)
      throw new Problem(problems.invalidInput, {
        errors: misfits.map(({ key, message }) => ({ pointer: `/items/${code}/${key}`, detail: message })),
      })
  }
}

async function takeCards(ctx: Context, tx: WriteTx, { pack, spoken, principleOf }: Taking, keys: ReadonlySet<string>): Promise<void> {
  const cards = pack.cards.filter(({ key }) => keys.has(key))
  if (cards.length === 0) return
  const [known, lessons] = await Promise.all([
    cardsByKey(tx, [...keys]),
    lessonHeads(
      tx,
      cards.flatMap(({ more }) => more ?? []),
    ),
  ])
  const fresh: Parameters<typeof insertCards>[1][number][] = []
  for (const { key, theme, families, more, texts } of cards) {
    const before = known.find((one) => one.key === key)
    const own: CardTexts = Object.fromEntries(spoken.flatMap((code) => (texts[code] ? [[code, texts[code]]] : [])))
    const next = {
      id: before?.id ?? newId(ctx.now().getTime()),
      key,
      theme,
      principleId: before?.principleId ?? principleOf(theme),
      families,
      state: 'live' as const,
      texts: own,
      lessonId: lessons.find((one) => one.key === more)?.id ?? null,
      situationId: before?.situationId ?? null,
      isSituationSaid: before?.isSituationSaid ?? false,
      version: 1,
    }
    if (before) await replaceCard(ctx, tx, before, next, before.version)
    else fresh.push(next)
  }
  await insertCards(tx, fresh, ctx.now())
  await Promise.all(fresh.map(({ id, principleId }) => tag(tx, ctx.now().toISOString(), { principleId, kind: cardKind, subjectId: id })))
}
