// Each missing piece with the one thing that opens it.
import { IconMessage, IconPlayerPlay, IconPencil, IconEye, IconRosette } from '@tabler/icons-react'
import { List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { useFormats } from '#ui/Moments.tsx'
import { now } from '#ui/now.ts'
import type { OwnLevels, OwnPart } from '../../contract.ts'

const noticeMs = 60 * 86_400_000
export const isSoon = (endsAt: string): boolean => Date.parse(endsAt) - now().getTime() < noticeMs

/** A name in a sentence of another script keeps its own direction. */
export const isolated = (words: string): string => `\u2068${words}\u2069`

export interface MissingPiece {
  key: string
  kind: OwnPart['kind']
  level: number
  opening: OwnPart['openings'][number] | null
  takenBack: OwnPart['takenBack']
}
/** Of the next level: one entry for each piece, what one can take up alone first. */
export function missingOf({ levels, next }: OwnLevels): MissingPiece[] {
  const parts = levels.find(({ level }) => level === next?.level)?.parts ?? []
  return parts
    .flatMap((part) =>
      Array.from({ length: part.needed - part.has }, (_, i) => ({
        key: `${part.kind} ${i}`,
        kind: part.kind,
        level: next?.level ?? 0,
        opening: part.openings[i] ?? null,
        takenBack: i === 0 ? part.takenBack : null,
      })),
    )
    .toSorted((a, b) => Number(b.opening !== null) - Number(a.opening !== null))
}

/** What is to be done the same way several times stands there once. */
function oncePerWay(missing: readonly MissingPiece[]): (MissingPiece & { count: number })[] {
  const rows: (MissingPiece & { count: number })[] = []
  for (const piece of missing) {
    const alike = piece.opening === null && rows.find(({ kind, opening }) => kind === piece.kind && opening === null)
    if (alike) Object.assign(alike, { count: alike.count + 1, takenBack: alike.takenBack ?? piece.takenBack })
    else rows.push({ ...piece, count: 1 })
  }
  return rows
}

export const icons = { knowledge: IconPencil, scenario: IconPlayerPlay, observed: IconEye, customer: IconMessage, 'sign-off': IconRosette }

export function MissingList({ missing, ask }: { missing: readonly MissingPiece[]; ask: OwnLevels['ask'] }) {
  const t = useT('evidence')
  const { day } = useFormats()
  const name = ask ? (ask.name ?? t('mine.leader')) : null
  return (
    <List
      label={t('mine.missing')}
      items={oncePerWay(missing).map(({ key, kind, opening, takenBack, count }) => {
        const asks = kind === 'observed' || kind === 'sign-off'
        const how = opening
          ? opening.minutes === null
            ? t(`mine.how.${kind}`, { title: isolated(opening.title) })
            : `${t(`mine.how.${kind}`, { title: isolated(opening.title) })} ${t('mine.minutes', { count: opening.minutes })}`
          : asks && name !== null
            ? t(`mine.ask.${kind}`, { name: isolated(name) })
            : t(`mine.none.${kind}`)
        return {
          key,
          icon: icons[kind],
          title: count > 1 ? t(`missing.${kind}`, { count }) : t(`kind.${kind}`),
          note: (
            <>
              {how}
              {takenBack && (
                <>
                  {' '}
                  {t('mine.takenBack', { day: day(takenBack.shownAt) })} {takenBack.words && <bdi>{takenBack.words}</bdi>}
                </>
              )}
            </>
          ),
          to: opening?.link ?? (asks && ask ? `/people/${ask.id}` : kind === 'customer' ? '/customers-words' : undefined),
        }
      })}
    />
  )
}
