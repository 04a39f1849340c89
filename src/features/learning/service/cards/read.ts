// Cards as people read them in the moment, and as those who write see them.
import { situationsInWords } from '#features/authority/public.ts'
import { principleRefs, principleWords, type PrincipleRef, type Taggable } from '#features/language/public.ts'
import { placeOfPerson, readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { languages } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Card, CardBook, CardChoices, CardList } from '../../contract/cards.ts'
import { cardIn, makeSituationGuess, medianWait } from '../../rules/cards.ts'
import { dayAfter, isFor } from '../../rules/lessons.ts'
import { allCards, type CardRecord, findCard, liveCards, openCards, usesSince } from '../../store/cards.ts'
import { learnable } from '../../store/lessons/learners.ts'
import { saidFamilies } from '../../store/role-families.ts'
import { familyOf } from '../role-families.ts'

export const cardKind = 'card'
export const cardLink = (id: string): string => `/moments?card=${id}`

const nameIn = (texts: Record<string, { name: string } | undefined>, language: string, own: string): string =>
  (texts[language] ?? texts[own] ?? Object.values(texts).find((one) => one !== undefined))?.name ?? ''

/** Everything that a phone needs to find the card by itself. */
export async function readCardBook(ctx: Context, language = ctx.language): Promise<CardBook> {
  const personId = ctx.actor.personId
  ctx.require('cards.use', { personId })
  return ctx.read(async (tx) => {
    const [cards, place, said, situations, principles] = await Promise.all([
      liveCards(tx, language),
      placeOfPerson(tx, personId!),
      saidFamilies(tx),
      situationsInWords(tx),
      principleWords(tx, language),
    ])
    const family = place ? familyOf(said, place) : null
    const guess = makeSituationGuess(situations)
    return {
      at: ctx.now().toISOString(),
      cards: cards.flatMap((card): CardBook['cards'] => {
        const { id, texts, families, principleId, lessonId, lessonTitle, ownLanguage } = card
        const found = cardIn(texts, language, ownLanguage)
        if (!found) return []
        const situationId = card.isSituationSaid ? card.situationId : guess(texts)
        const situation = situations.find((one) => one.id === situationId)
        return [
          {
            id,
            ...found.text,
            language: found.language,
            principle: refOf(principles, principleId),
            isMine: isFor(families, family),
            lesson: lessonId && lessonTitle !== null ? { id: lessonId, title: lessonTitle } : null,
            situation: situation ? { id: situation.id, name: nameIn(situation.texts, language, ownLanguage) } : null,
            phrases: Object.entries(texts).flatMap(([code, text]) => (code === found.language ? [] : [text.moment])),
          },
        ]
      }),
    }
  })
}

const countedDays = 90
function refOf(principles: readonly PrincipleRef[], id: string): PrincipleRef | null {
  const found = principles.find((one) => one.id === id)
  return found ? { id, name: found.name, colour: found.colour, icon: found.icon, position: found.position } : null
}

export async function listCards(ctx: Context): Promise<CardList> {
  ctx.require('cards.read', {})
  const since = dayAfter(ctx.now().toISOString().slice(0, 10), -countedDays)
  return ctx.read(async (tx) => {
    const [rows, uses, principles, { defaultLanguage }] = await Promise.all([
      allCards(tx),
      usesSince(tx, since),
      principleRefs(tx, ctx.language),
      readSettings(tx),
    ])
    const count = (some: typeof uses) => some.reduce((sum, one) => sum + one.uses, 0)
    return {
      items: rows.map(({ id, key, texts, principleId, families, state, changedAt }) => ({
        id,
        key,
        moment: cardIn(texts, ctx.language, defaultLanguage)?.text.moment ?? key,
        principle: refOf(principles, principleId),
        families,
        state,
        languages: languages.filter((code) => texts[code]),
        uses: count(uses.filter(({ cardId }) => cardId === id)),
        changedAt,
      })),
      measured: count(uses.filter(({ wait }) => wait > 0)),
      medianSeconds: medianWait(uses),
    }
  })
}

async function choicesIn(ctx: Context, tx: Tx) {
  const [lessons, situations, { defaultLanguage }] = await Promise.all([
    learnable(tx, ctx.language),
    situationsInWords(tx),
    readSettings(tx),
  ])
  const choices: CardChoices = {
    lessons: lessons.map(({ id, title }) => ({ id, title })),
    situations: situations.map(({ id, texts }) => ({ id, name: nameIn(texts, ctx.language, defaultLanguage) })),
  }
  return { choices, situations }
}
export async function readCardChoices(ctx: Context): Promise<CardChoices> {
  ctx.require('cards.change', {})
  return ctx.read(async (tx) => (await choicesIn(ctx, tx)).choices)
}

export async function viewCard(ctx: Context, tx: Tx, record: CardRecord): Promise<Card> {
  const { choices, situations } = await choicesIn(ctx, tx)
  const { id, key, version, principleId, families, state, texts, lessonId, isSituationSaid, changedAt } = record
  const situationId = isSituationSaid ? record.situationId : makeSituationGuess(situations)(texts)
  return { id, key, version, principleId, families, state, texts, lessonId, situationId, isSituationSaid, changedAt, ...choices }
}
export async function readCard(ctx: Context, id: string): Promise<Card> {
  ctx.require('cards.read', {})
  return ctx.read(async (tx) => {
    const record = await findCard(tx, id)
    if (!record) throw new Problem(problems.notFound)
    return viewCard(ctx, tx, record)
  })
}

/** On a principle's page, for everybody. */
export const cardTaggable: Taggable = {
  kind: cardKind,
  async describe(ctx, tx, ids) {
    if (!ctx.may('cards.use', { personId: ctx.actor.personId })) return []
    const [rows, { defaultLanguage }] = await Promise.all([openCards(tx, ids), readSettings(tx)])
    return rows
      .map(({ id, key, texts, changedAt }) => ({
        id,
        title: cardIn(texts, ctx.language, defaultLanguage)?.text.moment ?? key,
        link: cardLink(id),
        at: changedAt,
      }))
      .sort((a, b) => (a.at < b.at ? 1 : -1))
  },
}
