import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { useGo, useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Facts } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Columns, Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import { NextStep } from '#ui/Words.tsx'
import type { Obstacle } from '../contract.ts'
import { AfterAnswer } from './AfterAnswer.tsx'
import { AnswerForms } from './AnswerForms.tsx'
import './obstacles.css'
import { Clock } from './Clock.tsx'
import { at, stale, useObstacle } from './queries.ts'
import { Origin, Voices } from './Register.tsx'
import { Verdict, VerdictWord } from './Verdict.tsx'

/** One obstacle: what is said, how long it waits, who answers, and what the answer was. */
export function ObstaclePage() {
  const t = useT('obstacles')
  const query = useObstacle(useParam('obstacleId'))
  const back = { to: '/obstacles', label: t('board.title') }
  if (!query.data)
    return (
      <Page title={t('one.title')} back={back}>
        <Reading query={query} t={t} />
      </Page>
    )
  return <Known row={query.data} back={back} />
}

function Known({ row, back }: { row: Obstacle; back: { to: string; label: string } }) {
  const t = useT('obstacles')
  const [isAnswering, setAnswering] = useState(false)
  // Whoever answers is at the next step already.
  const next = isAnswering ? undefined : row.may.answer ? (
    <NextStep
      title={t('one.yourTurn')}
      text={t('one.yourTurnText', { count: row.supporters })}
      actions={
        <Button kind="filled" onClick={() => setAnswering(true)}>
          {t('next.do')}
        </Button>
      }
    />
  ) : row.state === 'open' ? (
    <NextStep
      title={t('one.seeOthers')}
      text={t('one.seeOthersText')}
      actions={
        <ButtonLink kind="filled" to="/obstacles">
          {t('board.title')}
        </ButtonLink>
      }
    />
  ) : undefined
  return (
    <Page
      title={row.title}
      lead={<Origin row={row} />}
      back={back}
      actions={row.may.withdraw && <Withdraw row={row} />}
      next={next}
      who={t(row.isUnnamed ? 'one.whoUnnamed' : 'one.who')}
    >
      <Columns margin={<Margin row={row} />} side="end">
        <Stack gap={5}>
          {row.happened && (
            <p className="story" dir="auto">
              {row.happened}
            </p>
          )}
          {row.principleId && <PrincipleChipOf id={row.principleId} />}
          {isAnswering && row.may.answer ? (
            <AnswerForms row={row} onDone={() => setAnswering(false)} />
          ) : (
            <Section title={t('one.answer')} level={2}>
              <Verdict row={row} />
              {row.answer && (
                <p className="margin-note">
                  {t.rich(
                    'one.answeredBy',
                    { on: () => <DateText value={row.answer!.on} /> },
                    { name: `\u2068${row.answer.by?.name ?? t('gone')}\u2069` },
                  )}
                </p>
              )}
            </Section>
          )}
          {row.answer && <AfterAnswer row={row} />}
          {row.earlier.length > 0 && <Earlier row={row} />}
        </Stack>
      </Columns>
    </Page>
  )
}

function Margin({ row }: { row: Obstacle }) {
  const t = useT('obstacles')
  return (
    <Stack gap={4}>
      {row.clock && <Clock clock={row.clock} />}
      <div>
        <Voices row={row} />
      </div>
      <Facts
        items={[
          { label: t('one.leader'), value: <bdi>{[row.leader.name ?? t('gone'), row.leader.about].filter(Boolean).join(', ')}</bdi> },
          { label: t('raise.hurts'), value: t(`hurts.${row.hurts}`) },
          {
            label: t('one.kind'),
            value: row.kind === 'red' ? t('kind.redLaw', { law: row.law ?? '' }) : t(`kind.${row.kind ?? 'unjudged'}`),
          },
          {
            label: t('raise.step'),
            value: row.step && <Link to={`/journeys/${row.step.journeyId}?step=${row.step.id}`}>{row.step.name}</Link>,
          },
          { label: t('one.rule'), value: row.rule && <Link to={row.rule.link}>{row.rule.name}</Link> },
          { label: t('one.raised'), value: <DateText value={row.raisedOn} /> },
          {
            label: t('one.born'),
            value: row.born.link ? <Link to={row.born.link}>{t(`born.${row.born.in}`)}</Link> : t(`born.${row.born.in}`),
          },
        ]}
      />
    </Stack>
  )
}

function Withdraw({ row }: { row: Obstacle }) {
  const t = useT('obstacles')
  const go = useGo()
  const [isAsking, setAsking] = useState(false)
  const withdraw = useWrite((_: null, options) => api.delete(at.one(row.id), options), {
    stale,
    onDone: () => {
      toast({ title: t('withdraw.done') })
      go('/obstacles', 'replace')
    },
  })
  return (
    <>
      {withdraw.problem && <ProblemView problem={withdraw.problem} t={t} />}
      <Button icon={IconTrash} onClick={() => setAsking(true)}>
        {t('withdraw.do')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void withdraw.run(null)
        }}
        title={t('withdraw.ask')}
        text={t('withdraw.text')}
        action={t('withdraw.do')}
      />
    </>
  )
}

function Earlier({ row }: { row: Obstacle }) {
  const t = useT('obstacles')
  return (
    <Section title={t('earlier.title')} note={t('earlier.note')}>
      <ul className="earlier">
        {row.earlier.map((one, i) => (
          <li key={i}>
            <VerdictWord answer={one.answer} />
            <p dir="auto" className="verdict-because">
              {one.because}
            </p>
            <p className="margin-note">
              <bdi>{one.by?.name ?? t('gone')}</bdi>, <DateText value={one.on} />
            </p>
            <p dir="auto">
              <strong>{t('earlier.butThen')}</strong> {one.reopened.because}
            </p>
            <p className="margin-note">
              <DateText value={one.reopened.on} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
