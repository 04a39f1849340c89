// The player's side: what can be played, one scenario with all that a phone needs without a network, and the log of a play.
import type { z } from 'zod'
import { parseScenario } from '#engines/scenario/parse.ts'
import { indexScenario, moveOfPath, pathOfMove, replay } from '#engines/scenario/play.ts'
import type { Scenario } from '#engines/scenario/scenario.ts'
import { recordEvidence } from '#features/evidence/public.ts'
import { placeOfPerson } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { newPlay, Play, Playable, PlayableRow } from '../../contract/scenarios.ts'
import { playImpossible } from '../../problems.ts'
import { saidFamilies } from '../../store/role-families.ts'
import { goOn, insertPlay, latestPlays, latestPlaysOf, lockPlay, pathsOf, type PlayRow } from '../../store/scenarios/plays.ts'
import { findScenario, liveScenarios, textsOf } from '../../store/scenarios/scenarios.ts'
import { noteStepDone } from '../paths/sweep.ts'
import { familyOf } from '../role-families.ts'
import { meaningOf } from '../themes.ts'
import { themesOf } from './read.ts'

export async function listPlayable(ctx: Context, language = ctx.language): Promise<{ items: PlayableRow[] }> {
  const personId = ctx.actor.personId
  ctx.require('scenarios.play', { personId })
  return ctx.read(async (tx) => {
    const [rows, plays, meaning, place, said] = await Promise.all([
      liveScenarios(tx, language),
      latestPlays(tx, personId!),
      meaningOf(tx, language),
      placeOfPerson(tx, personId!),
      saidFamilies(tx),
    ])
    const family = place ? familyOf(said, place) : null
    return {
      items: rows
        .map(({ id, text }) => {
          const { title, about, level, channel, minutes, families, theme } = parseScenario(text).scenario
          const mine = plays.filter(({ scenarioId }) => scenarioId === id)
          return {
            id,
            title,
            about,
            level,
            channel,
            minutes,
            principle: meaning(theme).principle,
            isForMe: families.length === 0 || (family !== null && families.includes(family)),
            lastQuality: mine.find(({ quality }) => quality !== null)?.quality ?? null,
            isOpen: mine.some(({ endedAt }) => endedAt === null),
          }
        })
        .toSorted((a, b) => Number(b.isForMe) - Number(a.isForMe) || a.level - b.level || (a.title < b.title ? -1 : 1)),
    }
  })
}

export async function readPlayable(ctx: Context, scenarioId: string, language = ctx.language): Promise<Playable> {
  const personId = ctx.actor.personId
  ctx.require('scenarios.play', { personId })
  return ctx.read(async (tx) => {
    const [[live], plays, meaning] = await Promise.all([
      liveScenarios(tx, language, scenarioId),
      latestPlaysOf(tx, personId!, scenarioId),
      meaningOf(tx, language),
    ])
    if (!live) throw new Problem(problems.notFound)
    const open = plays.find(({ endedAt, number }) => endedAt === null && number === live.number)
    return {
      id: live.id,
      number: live.number,
      language: live.language,
      text: live.text,
      themes: themesOf(parseScenario(live.text).scenario).flatMap((theme) => {
        const { principle } = meaning(theme)
        return principle ? [{ theme, principle }] : []
      }),
      open: open
        ? {
            id: open.id,
            isTimed: open.isTimed,
            startedAt: open.startedAt,
            moves: open.paths.map(moveOfPath),
          }
        : null,
      lastQuality: plays.find(({ quality }) => quality !== null)?.quality ?? null,
    }
  })
}

/** Sent again it is the same; sent with more moves it goes on; sent late with fewer nothing happens. The server plays it after: what the phone says happened is what could happen. */
export async function notePlay(ctx: Context, input: z.output<typeof newPlay>): Promise<Play> {
  const personId = ctx.actor.personId
  ctx.require('scenarios.play', { personId })
  return ctx.write(async (tx) => {
    const [scenario, texts] = await Promise.all([findScenario(tx, input.scenarioId), textsOf(tx, input.scenarioId, input.number)])
    const text = texts.find(({ language }) => language === input.language)?.text ?? texts[0]?.text
    if (!scenario || text === undefined) throw new Problem(problems.notFound)
    const indexed = indexScenario(parseScenario(text).scenario)
    const played = input.isTimed || input.moves.every(({ kind }) => kind !== 'time') ? replay(indexed, input.moves) : null
    if (!played) throw new Problem(playImpossible)
    const startedAt = new Date(Math.min(Date.parse(input.startedAt), ctx.now().getTime())).toISOString()
    const first = indexed.scenario.scenes[0]?.key ?? ''
    await insertPlay(tx, personId!, { ...input, startedAt, atScene: first })
    const known = (await lockPlay(tx, personId!, input.id))!
    if (known.scenarioId !== input.scenarioId || known.number !== input.number) throw new Problem(problems.conflict)
    if (known.moves >= input.moves.length || known.ending !== null) return shown(known)
    const paths = played.taken.map(({ move, before }) => pathOfMove(indexed, before, move))
    // The log only grows: what was received is what happened.
    if ((await pathsOf(tx, personId!, input.id)).some((path, index) => path !== paths[index])) throw new Problem(problems.conflict)
    const ending = indexed.endings.get(played.position.at)
    const row: PlayRow = {
      ...known,
      atScene: played.position.at,
      ending: ending?.key ?? null,
      quality: ending?.quality ?? null,
      moves: input.moves.length,
      endedAt: ending ? ctx.now().toISOString() : null,
    }
    const states = indexed.scenario.states.map(({ key }) => key)
    const choices = played.taken.map(({ before }, position) => ({
      position,
      scene: before.at,
      path: paths[position] ?? '',
      state: Object.fromEntries(states.map((key, index) => [key, before.state[index] ?? 0])),
    }))
    await goOn(tx, personId!, row, choices.slice(known.moves))
    if (ending && ending.quality !== 'poor') {
      await prove(ctx, tx, personId!, indexed.scenario, input.scenarioId)
      await noteStepDone(tx, personId!, input.scenarioId)
    }
    return shown(row)
  })
}
const shown = ({ id, moves, atScene, quality }: PlayRow): Play => ({ id, moves, at: atScene, quality })

/** One scenario counts once (evidence), however often it is played; the latest keeps it alive. */
async function prove(ctx: Context, tx: WriteTx, personId: string, { theme, level }: Scenario, scenarioId: string): Promise<void> {
  const { principle } = (await meaningOf(tx, ctx.language))(theme)
  await recordEvidence(ctx, tx, {
    personId,
    kind: 'scenario',
    level,
    sourceKind: 'scenario',
    sourceId: scenarioId,
    outcome: 'met',
    shownAt: ctx.now(),
    principleId: principle?.id ?? null,
  })
}
