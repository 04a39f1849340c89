// The register: at a desk a ledger, on a phone the same words one below the other.
import { useId } from 'react'
import { Button } from '#ui/Button.tsx'
import { Avatar } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Link } from '#ui/Link.tsx'
import { LoadMore } from '#ui/Lists.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { ObstacleRow } from '../contract.ts'
import { Clock } from './Clock.tsx'
import { at, useSupport } from './queries.ts'
import { Verdict } from './Verdict.tsx'

export function Register({ state, search, emptyKey }: { state: 'open' | 'answered'; search: Record<string, string>; emptyKey: string }) {
  const t = useT('obstacles')
  const id = useId()
  const pages = usePages<ObstacleRow>(at.list, { ...search, state, limit: state === 'open' ? '20' : '10' })
  const total = (pages.first as { total?: number | null } | undefined)?.total ?? undefined
  return (
    <section className="register" aria-labelledby={id}>
      <h2 id={id} className="register-head">
        {t(`board.${state}`)} {total ? <span>{t(`board.${state}Note`, { count: total })}</span> : null}
      </h2>
      {pages.problem && <ProblemView problem={pages.problem} t={t} onRetry={() => void pages.refetch()} />}
      {pages.first && pages.items.length === 0 ? (
        <EmptyState title={t(`${emptyKey}.${state}`)} text={t(`${emptyKey}.${state}Text`)} />
      ) : (
        <ul className="register-rows">
          {pages.items.map((row) => (
            <Entry key={row.id} row={row} />
          ))}
        </ul>
      )}
      {pages.items.length > 0 && (
        <LoadMore
          shown={pages.items.length}
          total={total}
          hasMore={pages.hasNextPage}
          isBusy={pages.isFetchingNextPage}
          onMore={() => void pages.fetchNextPage()}
        />
      )}
    </section>
  )
}

function Entry({ row }: { row: ObstacleRow }) {
  const t = useT('obstacles')
  return (
    <li className="entry">
      <div className="entry-clock">
        {row.clock ? (
          <Clock clock={row.clock} />
        ) : (
          <p className="clock-day">
            {t.rich('clock.taken', { day: (inside) => <strong>{inside}</strong> }, { day: row.answer?.daysTaken ?? 1 })}
          </p>
        )}
      </div>
      <div className="entry-words">
        <h3>
          <Link to={`/obstacles/${row.id}`}>
            <span dir="auto">{row.title}</span>
          </Link>
        </h3>
        <p className="second small">
          <Origin row={row} />
        </p>
        {row.kind === 'red' && <Tag>{t('kind.redLaw', { law: row.law ?? '' })}</Tag>}
      </div>
      <div className="entry-stops">
        <Voices row={row} />
      </div>
      <div className="entry-leader">
        <Avatar initials={row.leader.initials} />
        <span>
          <bdi className="person-name">{row.leader.name ?? t('gone')}</bdi>
          {row.leader.about && <bdi className="person-note">{row.leader.about}</bdi>}
        </span>
      </div>
      <div className="entry-answer">
        <Verdict row={row} />
      </div>
    </li>
  )
}

/** Who raised it, where, at which step. */
export function Origin({ row }: { row: ObstacleRow }) {
  const t = useT('obstacles')
  const who = row.raisedBy?.name ?? (row.isUnnamed ? t('unnamed') : t('gone'))
  return (
    <>
      <bdi>{who}</bdi>
      {', '}
      <bdi>{row.unit.name}</bdi>
      {'. '}
      {row.step && (
        <>
          {t('step', { name: `\u2068${row.step.name}\u2069` })}
          {'. '}
        </>
      )}
      {t(`hurts.${row.hurts}Short`)}
    </>
  )
}

export function Voices({ row }: { row: Pick<ObstacleRow, 'id' | 'supporters' | 'iSupport' | 'isMine' | 'state'> }) {
  const t = useT('obstacles')
  const may = useMay('obstacles.raise')
  const support = useSupport()
  const join = (isMine: boolean) => {
    void support.run({ id: row.id, isMine }).then((done) => {
      if (!done) return
      toast({
        title: t(isMine ? 'support.joined' : 'support.left'),
        action: { label: t('ui:undo'), onChoose: () => void support.run({ id: row.id, isMine: !isMine }) },
      })
    })
  }
  return (
    <>
      <p className="voices">{t.rich('support.count', { n: (inside) => <strong>{inside}</strong> }, { count: row.supporters })}</p>
      {row.isMine ? (
        <p className="margin-note">{t('support.yours')}</p>
      ) : (
        may &&
        row.state === 'open' && (
          <Button isSmall kind={row.iSupport ? 'soft' : 'line'} isBusy={support.isBusy} onClick={() => join(!row.iSupport)}>
            {t(row.iSupport ? 'support.mine' : 'support.mineToo')}
          </Button>
        )
      )}
      {support.problem && <ProblemView problem={support.problem} t={t} />}
    </>
  )
}
