// One page of paper, for a team without a screen.
import { IconPrinter } from '@tabler/icons-react'
import { useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Row } from '#ui/Layout.tsx'
import { DateText } from '#ui/Moments.tsx'
import { PageTitle, usePageTitle } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useSession } from '#ui/session.tsx'
import type { Huddle } from '../contract.ts'
import './huddles.css'
import './paper.css'
import { Part, usePrincipleOf } from './Part.tsx'
import { useHuddle } from './queries.ts'

export function PaperPage() {
  const t = useT('huddles')
  const huddle = useHuddle(useParam('huddleId'))
  return (
    <Reading query={huddle} t={t}>
      {(data) => <Paper huddle={data} />}
    </Reading>
  )
}

function Paper({ huddle }: { huddle: Huddle }) {
  const t = useT('huddles')
  const principle = usePrincipleOf(huddle)
  const { mantra } = useSession().organisation
  const title = t('one.title', { unit: huddle.unit.name ?? '', week: huddle.weekNumber })
  usePageTitle(title)
  return (
    <div className="paper" data-principle={principle?.colour}>
      <div className="paper-tools">
        <Row>
          <Button kind="filled" icon={IconPrinter} onClick={() => print()}>
            {t('one.print')}
          </Button>
          <ButtonLink to={`/huddles/${huddle.id}`}>{t('paper.back')}</ButtonLink>
        </Row>
      </div>
      <header>
        <PageTitle>{title}</PageTitle>
        <p>
          {t('one.from')} <DateText value={huddle.week} as="weekday" />
          {huddle.host?.name && <>. {t('run.hosts', { name: `\u2068${huddle.host.name}\u2069` })}</>}
        </p>
      </header>
      {huddle.parts.map(({ kind }) => (
        <section key={kind}>
          <h2>{t(`part.${kind}`)}</h2>
          <div>
            <Part kind={kind} huddle={huddle} isPaper />
          </div>
        </section>
      ))}
      {mantra && (
        <p className="mantra">
          <bdi>{mantra}</bdi>
        </p>
      )}
    </div>
  )
}
