// One rule: its sentences, its words, its test cases, its versions. Those who write see the draft and what keeps it from going live.
import { IconCheck, IconPencil, IconRocket, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { useGo, useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Facts, List } from '#ui/Facts.tsx'
import { useLanguage, useT } from '#ui/i18n.ts'
import { DateField, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import { Tag } from '#ui/Words.tsx'
import type { Rule, RuleVersion } from '../../contract.ts'
import { engineRule, inWords, namesOf } from '../definition.ts'
import { RuleText } from '../RuleText.tsx'
import '../may-i/may-i.css'

export const stateMeaning = { live: 'good', coming: 'wait', draft: 'note', ended: 'note' } as const

export function RulePage() {
  const t = useT('authority')
  const ruleId = useParam('ruleId')
  const query = useGet<Rule>(`/api/rules/${ruleId}`)
  const { code } = useLanguage()
  const rule = query.data
  const shown = rule && (rule.draft ?? rule.current ?? rule.history[0])
  const title = shown ? inWords(shown.definition.texts, code).title : t('rule.title')
  return (
    <Page
      title={title}
      back={{ to: '/rules', label: t('rules.title') }}
      lead={
        rule && (
          <>
            {t('rule.number', { number: rule.number })} · {t(`state.${rule.state}`)}
          </>
        )
      }
      who={t('rule.who')}
    >
      {rule && shown ? <Known key={rule.version} rule={rule} shown={shown} /> : <Reading query={query} t={t} />}
    </Page>
  )
}

function Known({ rule, shown }: { rule: Rule; shown: RuleVersion }) {
  const t = useT('authority')
  const { code } = useLanguage()
  const { day } = useFormats()
  const words = inWords(shown.definition.texts, code)
  return (
    <>
      {rule.draft && <DraftBar rule={rule} />}
      <Section title={t('rule.says')} hasMargin note={t('rule.saysNote')}>
        <Stack>
          <RuleText rule={engineRule(rule.id, shown)} names={namesOf(rule, shown, code)} />
          <PrincipleChipOf id={shown.definition.principleId} />
        </Stack>
      </Section>
      <Section title={t('rule.behind')} hasMargin>
        <Facts
          items={[
            { label: t('edit.why'), value: <bdi>{words.why}</bdi> },
            { label: t('mayI.bestNext'), value: words.next.length > 0 && <bdi>{words.next.join(' ')}</bdi> },
            { label: t('edit.say'), value: words.say && <bdi>{words.say}</bdi> },
            { label: t('rule.owner'), value: rule.owner?.name && <bdi>{rule.owner.name}</bdi> },
          ]}
        />
      </Section>
      <Section title={t('rule.cases')} hasMargin note={t('rule.casesNote')}>
        <List
          label={t('rule.cases')}
          items={rule.cases.map((one, at) => ({
            key: String(at),
            icon: one.isPassed ? IconCheck : IconX,
            title: <bdi>{one.title}</bdi>,
            note: one.isPassed
              ? t('rule.passed', { answer: t(`answer.word.${one.verdict}`) })
              : one.fault === 'rule'
                ? t('rule.otherRule', { number: one.answeredBy?.number ?? '–' })
                : t('rule.failed', { expected: t(`answer.word.${one.expected}`), answer: t(`answer.word.${one.verdict}`) }),
          }))}
        />
      </Section>
      {rule.history.length > 0 && (
        <Section title={t('rule.history')} hasMargin note={t('rule.historyNote')}>
          <List
            label={t('rule.history')}
            items={rule.history.map((version) => ({
              key: String(version.version),
              title: version.isEnd
                ? t('text.ended', { from: day(version.definition.effectiveFrom) })
                : t('mayI.version', { version: version.version, from: day(version.definition.effectiveFrom) }),
              note: (
                <>
                  {version.definition.reason && <bdi>{version.definition.reason}</bdi>}{' '}
                  {version.liveBy?.name && <bdi>{version.liveBy.name}</bdi>}
                </>
              ),
              end: version.version === rule.current?.version ? <Tag meaning="good">{t('state.live')}</Tag> : undefined,
            }))}
          />
        </Section>
      )}
      {rule.may.change && !rule.draft && (
        <Row>
          <ButtonLink kind="filled" icon={IconPencil} to={`/rules/${rule.id}/edit`}>
            {t('rule.newVersion')}
          </ButtonLink>
          {rule.may.publish && ['live', 'coming'].includes(rule.state) && <End rule={rule} />}
        </Row>
      )}
    </>
  )
}

function DraftBar({ rule }: { rule: Rule }) {
  const t = useT('authority')
  const go = useGo()
  const path = `/api/rules/${rule.id}`
  const publish = useWrite((_: void, options) => api.post(`${path}/publications`, undefined, options), {
    stale: ['/api/rules', '/api/may-i-book', '/api/situations'],
    onDone: () => toast({ title: t('rule.published') }),
  })
  const [isAsking, setAsking] = useState(false)
  const discard = useWrite((_: void, options) => api.delete(`${path}/draft`, options), {
    stale: ['/api/rules'],
    onDone: () => {
      toast({ title: t('rule.discarded') })
      go('/rules')
    },
  })
  const failing = rule.cases.filter(({ isPassed }) => !isPassed).length
  const stops =
    rule.cases.length === 0
      ? t('rule.noCases')
      : failing + rule.breaks.length > 0
        ? t('rule.stops', { count: failing + rule.breaks.length })
        : undefined
  return (
    <Stack>
      {publish.problem && <ProblemView problem={publish.problem} t={t} />}
      <Message kind={stops ? 'wait' : 'note'} title={t('rule.isDraft')}>
        {rule.breaks.map(({ ruleId, number, title }) => (
          <p key={`${ruleId} ${title}`}>
            <Link to={`/rules/${ruleId}`}>{t('rule.breaks', { number })}</Link> <bdi>{title}</bdi>
          </p>
        ))}
      </Message>
      <Row align="start">
        <Button
          kind="filled"
          icon={IconRocket}
          isBusy={publish.isBusy}
          offReason={rule.may.publish ? stops : t('rule.mayNotPublish')}
          onClick={() => void publish.run()}
        >
          {t('rule.publish')}
        </Button>
        <ButtonLink icon={IconPencil} to={`/rules/${rule.id}/edit`}>
          {t('rule.goOn')}
        </ButtonLink>
        <Button kind="plain" onClick={() => setAsking(true)}>
          {t('rule.discard')}
        </Button>
      </Row>
      <ConfirmDialog
        title={t('rule.discard')}
        text={t('rule.discardText')}
        action={t('rule.discard')}
        isOpen={isAsking}
        isBusy={discard.isBusy}
        onClose={() => setAsking(false)}
        onConfirm={() => void discard.run()}
      />
    </Stack>
  )
}

function End({ rule }: { rule: Rule }) {
  const t = useT('authority')
  const today = now().toISOString().slice(0, 10)
  const [isOpen, setOpen] = useState(false)
  const [from, setFrom] = useState(today)
  const [reason, setReason] = useState('')
  const end = useWrite((_: void, options) => api.post(`/api/rules/${rule.id}/endings`, { from, reason }, options), {
    stale: ['/api/rules', '/api/may-i-book'],
    onDone: () => {
      setOpen(false)
      toast({ title: t('rule.endNoted') })
    },
  })
  return (
    <>
      <Button kind="plain" onClick={() => setOpen(true)}>
        {t('rule.end')}
      </Button>
      <ConfirmDialog
        title={t('rule.end')}
        text={t('rule.endText')}
        action={t('rule.end')}
        isOpen={isOpen}
        isBusy={end.isBusy}
        onClose={() => setOpen(false)}
        onConfirm={() => void end.run()}
      >
        <Stack>
          {end.problem && <ProblemView problem={end.problem} t={t} />}
          <DateField label={t('rule.endFrom')} isRequired min={today} value={from} onChange={setFrom} />
          <TextField label={t('edit.reason')} isRequired value={reason} onChange={setReason} maxLength={500} />
        </Stack>
      </ConfirmDialog>
    </>
  )
}
