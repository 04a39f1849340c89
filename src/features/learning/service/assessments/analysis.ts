// What answers say about an assessment and its items, for those who write. Groups only.
import { changeOfMany } from '#engines/assessment/change.ts'
import { certaintyTable } from '#engines/assessment/confidence.ts'
import { fewestToJudge, fewestToShow, itemStatistics, optionStatistics } from '#engines/assessment/item-statistics.ts'
import { alphaOfSums } from '#engines/assessment/reliability.ts'
import { readSettings } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Analysis } from '../../contract/assessments.ts'
import { textIn } from '../../rules/items.ts'
import { type ItemSums, itemSums, optionSums, type WholeSums, wholeSums } from '../../store/analysis.ts'
import { findAssessment } from '../../store/assessments.ts'

const cut = (value: number): number => Math.round(value * 1000) / 1000
const cutRange = ({ estimate, low, high }: { estimate: number; low: number; high: number }) => ({
  estimate: cut(estimate),
  low: cut(low),
  high: cut(high),
})
/** What needs somebody's eye comes first. */
const order = { negative: 0, weak: 1, same: 2, works: 3, few: 4 }

export async function readAnalysis(ctx: Context, id: string): Promise<Analysis> {
  ctx.require('assessments.read', {})
  return ctx.read(async (tx) => {
    const [assessment, settings, items, options, whole] = await Promise.all([
      findAssessment(tx, id),
      readSettings(tx),
      itemSums(tx, id),
      optionSums(tx, id),
      wholeSums(tx, id),
    ])
    if (!assessment) throw new Problem(problems.notFound)
    const isShown = whole.people >= fewestToShow
    const change = changeOfMany({ n: whole.pairs, sum: whole.changeSum, sumSquares: whole.changeSquares })
    return {
      people: whole.people,
      fewestToShow,
      fewestToJudge,
      passed: isShown ? whole.passed : null,
      meanShare: isShown ? cut(whole.shareSum / whole.people) : null,
      change: change && { ...cutRange(change), people: whole.pairs },
      changePeople: whole.pairs,
      reliability: reliabilityOf(whole.alike),
      byConfidence: confidenceOf(whole.byConfidence),
      items: items
        .map((item) => viewItem(item, options, ctx.language, settings.defaultLanguage))
        .toSorted((a, b) => order[a.verdict] - order[b.verdict] || (a.discrimination?.estimate ?? 0) - (b.discrimination?.estimate ?? 0)),
    }
  })
}

function reliabilityOf(alike: WholeSums['alike']): Analysis['reliability'] {
  const { people, items } = { people: alike?.people ?? 0, items: alike?.items.length ?? 0 }
  if (!alike || people < fewestToJudge) return { verdict: 'few', people, items, range: null }
  const { problem, ...found } = { alpha: 0, lower: 0, upper: 0, ...alphaOfSums(people, alike.items, alike) }
  if (problem !== null) return { verdict: 'same', people, items, range: null }
  return { verdict: 'told', people, items, range: cutRange({ estimate: found.alpha, low: found.lower, high: found.upper }) }
}

const certainties = { guess: 1, rather: 2, sure: 3 } as const
const confidences = { 1: 'guess', 2: 'rather', 3: 'sure' } as const

/** Empty where nobody said how sure they were. */
function confidenceOf(counts: WholeSums['byConfidence']): Analysis['byConfidence'] {
  if (counts.length === 0) return []
  const known = counts.map((one) => ({ ...one, certainty: certainties[one.confidence] }))
  return certaintyTable(known, fewestToShow).map(({ certainty, n, right, verdict }) => ({
    confidence: confidences[certainty],
    n,
    right: right && cutRange(right),
    verdict,
  }))
}

function viewItem(
  item: ItemSums,
  chosen: readonly { itemId: string; place: number; chosen: number; sumY: number }[],
  language: string,
  ownLanguage: string,
): Analysis['items'][number] {
  const { n, difficulty, discrimination, verdict } = itemStatistics(item)
  const text = textIn(item.texts, language, ownLanguage)?.text
  // Of fewer people what each chose could be read.
  const shown = n < fewestToShow ? [] : (text?.options ?? [])
  const isRight = (i: number): boolean => (item.kind === 'judgement' ? (shown[i]!.worth ?? 0) >= 2 : shown[i]!.isRight)
  const found = shown.map((_, place) => chosen.find((one) => one.itemId === item.itemId && one.place === place) ?? { chosen: 0, sumY: 0 })
  const judged = optionStatistics(
    n,
    item.sumY,
    found.map((one, i) => ({ chosen: one.chosen, sumY: one.sumY, isRight: isRight(i) })),
  )
  return {
    id: item.itemId,
    key: item.key,
    kind: item.kind,
    prompt: text?.prompt ?? item.key,
    isLive: item.state === 'live',
    n,
    difficulty: difficulty === null ? null : cut(difficulty),
    discrimination: discrimination && cutRange(discrimination),
    verdict,
    sureAndWrong: n < fewestToShow ? null : item.sureAndWrong,
    options: judged.map((one, i) => ({
      text: shown[i]!.text,
      isRight: isRight(i),
      chosen: one.chosen,
      share: cut(one.share),
      rest: one.rest === null ? null : cut(one.rest),
      verdict: one.verdict,
    })),
  }
}
