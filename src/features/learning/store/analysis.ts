// What answers say about items: sums over people, each with their first submitted sitting, and only answers to an item as it reads now.
import type { CertaintyCounts } from '#engines/assessment/confidence.ts'
import type { ItemMoments } from '#engines/assessment/item-statistics.ts'
import type { ScoreSums } from '#engines/assessment/reliability.ts'
import type { ItemKind } from '#engines/item/item.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'
import type { Confidence } from '../rules/assessments.ts'
import type { Texts } from '../rules/items.ts'

/** y: mean share of the other answers of the sitting. One who was asked nothing else says nothing about an item. */
const firstAnswers = (organisationId: string, assessmentId: string): RawBuilder<unknown> => sql`first_sittings as (
    select distinct on (person_id) id, share, asked, is_passed from sittings
     where organisation_id = ${organisationId} and assessment_id = ${assessmentId} and state = 'submitted' order by person_id, submitted_at, id),
  answers as (
    select f.id as sitting_id, f.asked, a.item_id, a.places, a.is_right, a.confidence, a.share as x, (f.share * f.asked - a.share) / (f.asked - 1) as y, not a.is_right and a.confidence = 'sure' as is_sure_and_wrong
      from first_sittings f join sitting_answers a on a.organisation_id = ${organisationId} and a.sitting_id = f.id
      join items i on i.organisation_id = ${organisationId} and i.id = a.item_id and i.version = a.item_version
     where f.asked > 1)`

export interface ItemSums extends ItemMoments {
  itemId: string
  key: string
  kind: ItemKind
  state: string
  texts: Texts
  sureAndWrong: number
}
export const itemSums = (tx: Tx, assessmentId: string) =>
  tx.run(sql<ItemSums>`with ${firstAnswers(tx.organisationId, assessmentId)},
    sums as (select item_id, count(*)::int as n, sum(x) as sum_x, sum(x * x) as sum_xx, sum(y) as sum_y, sum(y * y) as sum_yy, sum(x * y) as sum_xy,
        (count(*) filter (where is_sure_and_wrong))::int as sure_and_wrong from answers group by item_id)
    select s.*, i.key, i.kind, i.state, v.texts from sums s join items i on i.organisation_id = ${tx.organisationId} and i.id = s.item_id
      join item_versions v on v.organisation_id = ${tx.organisationId} and v.item_id = i.id and v.version = i.version order by i.key, i.id`)

export const optionSums = (tx: Tx, assessmentId: string) =>
  tx.run(sql<{ itemId: string; place: number; chosen: number; sumY: number }>`with ${firstAnswers(tx.organisationId, assessmentId)}
    select item_id, place, count(*)::int as chosen, sum(y) as sum_y from answers cross join lateral unnest(places) as p(place) group by 1, 2`)

export interface WholeSums {
  people: number
  passed: number
  shareSum: number
  /** Of those who sat before and after: the last minus the look before. */
  pairs: number
  changeSum: number
  changeSquares: number
  /** Of the most people whose first sitting asked the very same questions: their shares right, of each question and added up. Null: there are none. */
  alike: (ScoreSums & { people: number; items: ScoreSums[] }) | null
  byConfidence: (Omit<CertaintyCounts, 'certainty'> & { confidence: Confidence })[]
}
export const wholeSums = async (tx: Tx, assessmentId: string): Promise<WholeSums> =>
  (
    await tx.run(sql<WholeSums>`with ${firstAnswers(tx.organisationId, assessmentId)}, done as (
        select person_id, purpose, share, is_passed, row_number() over (partition by person_id order by submitted_at, id) as from_first,
               row_number() over (partition by person_id, purpose order by submitted_at desc, id desc) as from_last
          from sittings where organisation_id = ${tx.organisationId} and assessment_id = ${assessmentId} and state = 'submitted'),
      changes as (select a.share - b.share as d from done a join done b on b.person_id = a.person_id and b.purpose = 'before' and b.from_last = 1
        where a.purpose = 'check' and a.from_last = 1),
      sets as (select sitting_id, array_agg(item_id order by item_id) as items, sum(x) as total from answers group by sitting_id, asked having count(*) = asked),
      alike as (select items, count(*)::int as people, sum(total) as sum, sum(total * total) as squares from sets group by items order by count(*) desc, items limit 1),
      parts as (select sum(a.x) as sum, sum(a.x * a.x) as squares from alike l join sets s on s.items = l.items join answers a on a.sitting_id = s.sitting_id
        group by a.item_id),
      by_person as (select sitting_id, confidence, count(*) as n, count(*) filter (where is_right) as k from answers where confidence is not null group by 1, 2),
      certain as (select confidence, count(*) as people, sum(n) as n, sum(k) as k, sum(n * n) as nn, sum(n * k) as nk, sum(k * k) as kk from by_person group by 1)
      select (select count(*)::int from done where from_first = 1) as people, (select count(*)::int from done where from_first = 1 and is_passed) as passed,
        (select coalesce(sum(share), 0) from done where from_first = 1) as share_sum,
        (select count(*)::int from changes) as pairs, (select coalesce(sum(d), 0) from changes) as change_sum,
        (select coalesce(sum(d * d), 0) from changes) as change_squares,
        (select json_build_object('people', people, 'sum', sum, 'sumSquares', squares,
          'items', (select json_agg(json_build_object('sum', sum, 'sumSquares', squares)) from parts)) from alike) as alike,
        (select coalesce(json_agg(json_build_object('confidence', confidence, 'people', people, 'n', n, 'right', k, 'nSquares', nn, 'nRight', nk, 'rightSquares', kk)), '[]')
          from certain) as by_confidence`)
  )[0]!
