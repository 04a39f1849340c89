// One of the four: what it means in my work, and what stands behind it or is missing.
import { IconCheck, IconCircle } from '@tabler/icons-react'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Link } from '#ui/Link.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Tag } from '#ui/Words.tsx'
import type { OwnLevels, OwnPart } from '../../contract.ts'
import { useLevelName } from '../parts.tsx'
import { isSoon } from './Missing.tsx'

type Level = OwnLevels['levels'][number]

export function LevelSection({ one, isNext }: { one: Level; isNext: boolean }) {
  const t = useT('evidence')
  const levelName = useLevelName()
  const { level, isReached, behaviours, parts } = one
  const has = parts.filter((part) => part.has >= part.needed).length
  return (
    <li className="mine-one" data-is-reached={isReached || undefined}>
      <Icon of={isReached ? IconCheck : IconCircle} />
      <div className="mine-one-inside">
        <h3>
          {levelName(level)} {isReached && <Tag meaning="good">{t('standing.reached')}</Tag>}
        </h3>
        {behaviours.length === 0 ? (
          <p>{t(`about.level${level}`)}</p>
        ) : (
          <ul className="mine-behaviours">
            {behaviours.map(({ id, name, good, principle }) => (
              <li key={id}>
                <p>
                  <strong>
                    <bdi>{name}</bdi>
                  </strong>
                  {t('mine.colon')} <bdi>{good}</bdi>
                </p>
                {principle && <PrincipleChip principle={principle} />}
              </li>
            ))}
          </ul>
        )}
        <details open={isNext}>
          <summary>{t('mine.behind', { has, count: parts.length })}</summary>
          <ul className="mine-parts">
            {parts.map((part) => (
              <Part key={part.kind} part={part} />
            ))}
          </ul>
        </details>
      </div>
    </li>
  )
}

function Part({ part }: { part: OwnPart }) {
  const t = useT('evidence')
  const { day } = useFormats()
  const { kind, has, needed, validDays, pieces } = part
  return (
    <li>
      <p className="mine-part">
        <span>{t('standing.part', { kind: t(`kind.${kind}`), has, needed })}</span>
        {validDays !== null && <small className="second">{t('mine.counts', { count: validDays })}</small>}
      </p>
      {pieces.length > 0 && (
        <ul className="mine-pieces">
          {pieces.map((piece) => {
            const title = <bdi>{piece.title ?? piece.words ?? t(`kind.${kind}`)}</bdi>
            return (
              <li key={piece.id}>
                {piece.link ? <Link to={piece.link}>{title}</Link> : title}{' '}
                <small className="second">
                  {day(piece.shownAt)}
                  {piece.notedBy?.name && (
                    <>
                      {' · '}
                      <bdi>{piece.notedBy.name}</bdi>
                    </>
                  )}
                  {piece.endsAt && <> · {t(isSoon(piece.endsAt) ? 'mine.endsSoon' : 'mine.until', { day: day(piece.endsAt) })}</>}
                </small>
              </li>
            )
          })}
        </ul>
      )}
    </li>
  )
}
