// One page from everybody's public reads, in three turns: who and what waits; what is said where the person works; names of what was found. Each turn
// travels as one statement or two (platform/db/gather.ts).
import { shorten } from '#engines/text/shorten.ts'
import { mostAskedGap, questionsFor, tilesFor } from '#features/authority/public.ts'
import { standingOf } from '#features/evidence/public.ts'
import { owedBy } from '#features/followups/public.ts'
import { weekOf } from '#features/huddles/public.ts'
import { partsInBrief, scoresOfSteps, stepNames } from '#features/journeys/public.ts'
import { principleCards } from '#features/language/public.ts'
import { commitmentsToAsk, nextPlanned } from '#features/learning/public.ts'
import { obstacleTitles } from '#features/obstacles/public.ts'
import { openUnits, personCard, placeOfPerson, rootUnitIds, unitIdsBelow, unitsById } from '#features/people/public.ts'
import { practiceFor } from '#features/practice/public.ts'
import { consentsAsked, thanksTo } from '#features/recognition/public.ts'
import { newestQuotes, wordsOfCases } from '#features/voice/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Today } from '../contract.ts'
import { answeredSince, mineOf, mostQuotes, mostSteps, principleOfWeek, quoteOfDay, quotesSince, thanksSince } from '../rules.ts'
import { readFirstDays } from './first-days.ts'
import { nextSteps } from './next-step.ts'

const most = { tiles: 4, parts: 12, thanks: 3 }
/** A complaint may be long; the page of the case has all of it. */
const longestTitle = 160

/** Units whose customers' words somebody hears beyond their own team: those they lead, with all below. */
async function unitsHeard(ctx: Context, tx: Tx): Promise<string[]> {
  const reach = ctx.reach('quotes.judge')
  return reach.isEverywhere ? (await openUnits(tx)).map(({ id }) => id) : unitIdsBelow(tx, reach.unitIds)
}

export async function readToday(ctx: Context, query: { since?: string | undefined; language?: string | undefined }): Promise<Today> {
  const personId = ctx.actor.personId
  ctx.require('today.read', { personId })
  const me = personId!
  const at = ctx.now()
  const language = query.language ?? ctx.language
  const mayReadGaps = ctx.may('gaps.read', {})
  return ctx.read(async (given) => {
    const tx = gathering(given)
    const [place, roots, owed, standing, heard, thanks, practice, asked] = await Promise.all([
      placeOfPerson(tx, me),
      rootUnitIds(tx),
      owedBy(tx, me, mostSteps),
      standingOf(tx, me, at),
      unitsHeard(ctx, tx),
      thanksTo(tx, me, thanksSince(query.since, at), most.thanks),
      practiceFor(tx, me, at),
      consentsAsked(tx, me, 1),
    ])
    if (!place) throw new Problem(problems.notFound)
    const { defaultLanguage, timeZone, unitId, unitPath, jobRoleId } = place
    const day = dayIn(timeZone, at)
    const reader = { language, defaultLanguage }
    const ledIds = ctx.actor.grants.flatMap((grant) => (grant.role === 'team-leader' && grant.unitId !== null ? [grant.unitId] : []))
    const idsOf = (kind: string) => owed.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId)
    const [part, quotes, tiles, questions, obstacles, cases, gap, principles, week, saidDone, planned, firstDays] = await Promise.all([
      place.isHere ? partsInBrief(tx, { personId: me, unitPath, jobRoleId }, reader, most.parts) : [],
      // A team of three also hears what is said about its shop.
      newestQuotes(tx, { unitIds: [...new Set([...unitPath.slice(-2), ...heard])], since: quotesSince(at), limit: mostQuotes }),
      tilesFor(tx, { unitId: place.isWorksCouncilMode ? null : unitId, ...reader, limit: most.tiles }),
      questionsFor(tx, { ids: idsOf('escalation'), personId: me, since: answeredSince(at), ...reader }),
      obstacleTitles(tx, idsOf('obstacle')),
      idsOf('case').length > 0 ? wordsOfCases(tx, idsOf('case')) : [],
      mayReadGaps ? mostAskedGap(tx) : null,
      principleCards(tx, { jobRoleId, language, ownLanguage: defaultLanguage }),
      weekOf(tx, [...new Set([...ledIds, ...(unitId ? [unitId] : [])])], day),
      commitmentsToAsk(tx, me, day),
      nextPlanned(tx, me, language),
      place.showsFirstDays ? readFirstDays(ctx, tx, at, me) : null,
    ])
    const quote = quoteOfDay(quotes, day, at)
    const stepIds = new Set(part.map(({ stepId }) => stepId))
    const mine = quote ? mineOf(quote, stepIds) : 'unit'
    const quoteStepId = mine === 'cause' ? quote?.causeStepId : quote?.stepId
    const unknownStep = quoteStepId && !stepIds.has(quoteStepId) ? [quoteStepId] : []
    const peopleNamed = [
      ...thanks.map(({ fromId }) => fromId),
      ...questions.flatMap(({ personId: id, answer }) => [id, answer?.byId ?? null]),
    ]
    const unitsNamed = [...new Set([...(quote ? [quote.unitId] : []), ...ledIds])]
    const last = Promise.all([
      scoresOfSteps(tx, { unitIds: roots, stepIds: [...stepIds], timeZone, at }),
      stepNames(tx, unknownStep, reader),
      peopleNamed.some((id) => id !== null) ? personCard(tx, [...new Set(peopleNamed.filter((id) => id !== null))]) : new Map(),
      unitsNamed.length > 0 ? unitsById(tx, unitsNamed) : new Map<string, { name: string }>(),
    ])
    tx.endsWithThisTurn()
    const [scores, steps, people, units] = await last
    const names = new Map([...people].map(([id, { displayName }]): [string, string] => [id, displayName]))
    const chip = (id: string) => {
      const found = principles.find((one) => one.id === id)
      return found ? { id, name: found.name, colour: found.colour, icon: found.icon } : null
    }
    const weekly = principleOfWeek(principles, week.principleId, week.week)
    const own = week.huddles.find((huddle) => huddle.unitId === unitId)
    const titles = [...obstacles.map(({ id, title }) => [id, title] as const), ...cases.map(({ id, words }) => [id, words] as const)]
    return {
      at: at.toISOString(),
      day,
      givenName: place.givenName,
      place: { unitName: place.unitName, jobRoleName: place.jobRoleName, siteName: place.siteName },
      huddle: own ? { id: own.id, state: own.state, isMine: own.hostId === me } : null,
      principle: weekly && { ...chip(weekly.id)!, meaning: weekly.meaning, looksLike: weekly.looksLike },
      quote: quote && {
        id: quote.id,
        words: quote.words,
        language: quote.language,
        kind: quote.kind,
        on: quote.day,
        unitName: units.get(quote.unitId)?.name ?? null,
        stepName: quoteStepId ? (part.find(({ stepId }) => stepId === quoteStepId)?.stepName ?? steps.get(quoteStepId) ?? null) : null,
        mine,
      },
      next: nextSteps({
        personId: me,
        now: at,
        owed,
        questions,
        titles: new Map(titles.flatMap(([id, words]) => (words ? [[id, shorten(words, longestTitle)] as const] : []))),
        names,
        week,
        led: new Map(ledIds.flatMap((id) => (units.has(id) ? [[id, units.get(id)!.name] as const] : []))),
        gap,
        asked,
        standing,
        saidDone,
        planned,
        day,
        firstDays,
      }),
      practice: practice(timeZone),
      firstDays,
      tiles: tiles.map(({ id, name }) => ({ id, name })),
      part: part.map((one) => ({ ...one, score: scores.get(one.stepId) ?? { n: 0, share: null, range: null } })),
      thanks: thanks.map(({ id, words, effect, fromId, isPrivate, principleId, on }) => ({
        id,
        words,
        effect,
        fromName: fromId === null ? null : (names.get(fromId) ?? null),
        isPrivate,
        principle: chip(principleId),
        on,
      })),
    }
  })
}
