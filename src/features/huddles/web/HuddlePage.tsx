import { IconPlayerPlay, IconPrinter, IconUserCheck } from '@tabler/icons-react'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { NextStep, Tag } from '#ui/Words.tsx'
import type { Huddle } from '../contract.ts'
import './huddles.css'
import { Part, usePrincipleOf } from './Part.tsx'
import { at, stale, useHuddle, useSettle } from './queries.ts'

export function HuddlePage() {
  const t = useT('huddles')
  const huddle = useHuddle(useParam('huddleId'))
  return (
    <Reading query={huddle} t={t}>
      {(data) => <Shown huddle={data} />}
    </Reading>
  )
}

function Shown({ huddle }: { huddle: Huddle }) {
  const t = useT('huddles')
  const principle = usePrincipleOf(huddle)
  const minutes = Math.ceil(huddle.parts.reduce((sum, { seconds }) => sum + seconds, 0) / 60)
  const name = huddle.unit.name ?? ''
  return (
    <Page
      title={t('one.title', { unit: name, week: huddle.weekNumber })}
      lead={
        <>
          {t('one.from')} <DateText value={huddle.week} as="weekday" />. {t('one.minutes', { count: minutes })}
        </>
      }
      back={{ to: huddle.isMine ? '/huddles' : `/huddles?unitId=${huddle.unit.id}`, label: t('list.title') }}
      actions={
        <>
          <ButtonLink to={`/huddles/${huddle.id}/paper`} icon={IconPrinter}>
            {t('one.print')}
          </ButtonLink>
        </>
      }
      next={<Next huddle={huddle} />}
      who={t('one.who', { unit: name })}
    >
      <div className="huddle-page" data-principle={principle?.colour}>
        <Stack gap={5}>
          <Row>
            {principle && <PrincipleChip principle={principle} />}
            <State huddle={huddle} />
            <Host huddle={huddle} />
          </Row>
          {huddle.parts.map(({ kind }) => (
            <Section key={kind} title={t(`part.${kind}`)} hasMargin>
              <Part kind={kind} huddle={huddle} />
            </Section>
          ))}
        </Stack>
      </div>
    </Page>
  )
}

export function State({ huddle: { state, settledOn } }: { huddle: Pick<Huddle, 'state' | 'settledOn'> }) {
  const t = useT('huddles')
  if (state === 'ready') return <Tag>{t('state.ready')}</Tag>
  return (
    <Tag meaning={state === 'held' ? 'good' : 'note'}>
      {t(`state.${state}`)} {settledOn && <DateText value={settledOn} as="day-short" />}
    </Tag>
  )
}

function Host({ huddle }: { huddle: Huddle }) {
  const t = useT('huddles')
  const me = useSession().person.id
  const take = useWrite((personId: string, options) => api.put<Huddle>(`${at.one(huddle.id)}/host`, { personId }, options), { stale })
  const isMe = huddle.host?.id === me
  return (
    <>
      <span>
        {huddle.host ? t(isMe ? 'host.you' : 'host.is', { name: `\u2068${huddle.host.name ?? t('gone')}\u2069` }) : t('host.nobody')}
      </span>
      {huddle.isMine && huddle.may.run && !isMe && huddle.state === 'ready' && (
        <Button kind="plain" icon={IconUserCheck} isBusy={take.isBusy} onClick={() => void take.run(me)}>
          {t('host.take')}
        </Button>
      )}
      {take.problem && <ProblemView problem={take.problem} t={t} />}
    </>
  )
}

function Next({ huddle }: { huddle: Huddle }) {
  const t = useT('huddles')
  const settle = useSettle(huddle.id, ({ state }) => toast({ title: t(`settled.${state}`) }))
  if (!huddle.may.run) return null
  const undo = () => void settle.run('ready')
  if (huddle.state !== 'ready')
    return (
      <NextStep
        title={t(`next.${huddle.state}`)}
        text={t(`next.${huddle.state}Text`)}
        actions={
          <Button isBusy={settle.isBusy} onClick={undo}>
            {t('next.undo')}
          </Button>
        }
      />
    )
  return (
    <NextStep
      title={t('next.ready')}
      text={t('next.readyText')}
      actions={
        <>
          <ButtonLink kind="filled" to={`/huddles/${huddle.id}/run`} icon={IconPlayerPlay}>
            {t('next.start')}
          </ButtonLink>
          <Button isBusy={settle.isBusy} onClick={() => void settle.run('held')}>
            {t('next.heldAlready')}
          </Button>
          <Button kind="plain" isBusy={settle.isBusy} onClick={() => void settle.run('skipped')}>
            {t('next.skip')}
          </Button>
        </>
      }
    />
  )
}
