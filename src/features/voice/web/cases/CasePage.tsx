import { IconHelpHexagon } from '@tabler/icons-react'
import { useState } from 'react'
import { PersonPicker, type PersonChoice } from '#features/people/web/parts.tsx'
import { useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Facts, Secret } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import { EmptyState, Quote, Tag } from '#ui/Words.tsx'
import type { CaseDetail } from '../../contract.ts'
import { CauseField } from '../CauseField.tsx'
import { ScoreWords } from '../parts.tsx'
import { NoteForm, ResolveForm } from './CaseForms.tsx'
import { Due } from './CasesPage.tsx'

export function CasePage() {
  const t = useT('voice')
  const id = useParam('caseId')
  const one = useGet<CaseDetail>(`/api/cases/${id}`)
  return (
    <Page title={t('case.title')} back={{ to: '/cases', label: t('cases.title') }} who={t('case.who')}>
      <Reading query={one} t={t}>
        {(data) => <Case key={data.version} one={data} />}
      </Reading>
    </Page>
  )
}

function Case({ one }: { one: CaseDetail }) {
  const t = useT('voice')
  const { reach } = one
  const ways = [
    { label: t('case.name'), value: reach.name },
    { label: t('case.email'), value: reach.email },
    { label: t('case.phone'), value: reach.phone },
    { label: t('case.left'), value: reach.words },
  ].filter(({ value }) => value !== null)
  return (
    <Stack gap={6}>
      <Quote isLarge={one.response.words !== null} lang={one.response.words === null ? undefined : one.response.language}>
        {one.response.words ?? t('answers.noWords')}
      </Quote>
      <Facts
        items={[
          { label: t('answer.scores'), value: <ScoreWords response={one.response} /> },
          ...(one.second ? [{ label: t('case.second'), value: <ScoreWords response={one.second} /> }] : []),
          { label: t('unit'), value: <bdi>{one.unit.name}</bdi> },
          ...(one.step ? [{ label: t('step'), value: <bdi>{one.step.name}</bdi> }] : []),
          { label: t('case.owner'), value: one.owner ? <bdi>{one.owner.name}</bdi> : <Tag meaning="stop">{t('case.nobody')}</Tag> },
          { label: t('case.due'), value: <Due row={one} /> },
          ...(one.escalation
            ? [
                {
                  label: t('case.escalated'),
                  value: (
                    <>
                      <DateText value={one.escalation.at} />
                      {one.escalation.to && (
                        <>
                          {', '}
                          <bdi>{one.escalation.to.name}</bdi>
                        </>
                      )}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Section title={t('case.reach')} note={t('case.reachNote')} hasMargin>
        {ways.length === 0 ? (
          <p>{t('case.noReach')}</p>
        ) : (
          <Facts items={ways.map(({ label, value }) => ({ label, value: <bdi>{value}</bdi> }))} />
        )}
      </Section>
      {one.state === 'open' && (
        <Section title={t('case.decide')} note={t('case.decideNote')} hasMargin>
          <Row>
            <ButtonLink kind="soft" icon={IconHelpHexagon} to={`/may-i?answer=${one.response.id}&case=${one.id}`}>
              {t('case.decideDo')}
            </ButtonLink>
          </Row>
        </Section>
      )}
      <Section title={t('case.notes')} hasMargin>
        <Stack>
          {one.notes.length === 0 && <EmptyState title={t('case.noNotes')} text={t('case.noNotesText')} />}
          {one.notes.map((note) => (
            <div key={note.id}>
              <strong>{t(`note.${note.kind}`)}</strong>
              <p dir="auto">{note.words}</p>
              {note.author && note.at && (
                <p className="small second">
                  <bdi>{note.author.name}</bdi>, <DateText value={note.at} as="moment" />
                </p>
              )}
            </div>
          ))}
          <NoteForm caseId={one.id} />
        </Stack>
      </Section>
      <Section title={t('cause.title')} note={t('cause.note')} hasMargin>
        {one.mayTrace && <CauseField answer={one.response} />}
      </Section>
      {one.state === 'open' ? (
        <>
          {one.mayAssign && <Give one={one} />}
          <Section title={t('resolve.title')} note={t('resolve.note')} hasMargin>
            <ResolveForm caseId={one.id} />
          </Section>
        </>
      ) : (
        <Resolved one={one} />
      )}
    </Stack>
  )
}

function Give({ one }: { one: CaseDetail }) {
  const t = useT('voice')
  const [person, setPerson] = useState<PersonChoice | null>(null)
  const give = useWrite((personId: string, options) => api.put(`/api/cases/${one.id}/owner`, { personId }, options), {
    stale: ['/api/cases', '/api/followups'],
    onDone: () => toast({ title: t('give.done') }),
  })
  return (
    <Section title={t('give.title')} note={t('give.note')} hasMargin>
      <Stack isNarrow>
        {give.problem && <ProblemView problem={give.problem} t={t} />}
        <PersonPicker label={t('give.to')} value={person} onChange={setPerson} without={one.owner?.id} />
        <Button isBusy={give.isBusy} offReason={person ? undefined : t('give.first')} onClick={() => person && void give.run(person.value)}>
          {t('give.do')}
        </Button>
      </Stack>
    </Section>
  )
}

function Resolved({ one }: { one: CaseDetail }) {
  const t = useT('voice')
  const ask = useWrite((_: null, options) => api.post<{ link: string }>(`/api/cases/${one.id}/invitations`, undefined, options), {
    stale: [],
  })
  return (
    <Section title={t('case.isResolved')} hasMargin>
      <Stack isNarrow>
        <Message kind="good" title={t(`outcome.${one.resolution!.outcome}`)}>
          {one.resolution!.words && <bdi>{one.resolution!.words}</bdi>}
        </Message>
        {one.second ? (
          <>
            {one.second.words !== null && (
              <Quote lang={one.second.language} by={<ScoreWords response={one.second} />}>
                {one.second.words}
              </Quote>
            )}
            <p>{t('again.answered')}</p>
          </>
        ) : (
          <>
            <p>{t('again.text')}</p>
            {ask.problem && <ProblemView problem={ask.problem} t={t} />}
            {ask.data ? (
              <Secret value={ask.data.link} label={t('again.link')} />
            ) : (
              <Button kind="filled" isBusy={ask.isBusy} onClick={() => void ask.run(null)}>
                {t(one.askedAgainAt ? 'again.show' : 'again.do')}
              </Button>
            )}
          </>
        )}
      </Stack>
    </Section>
  )
}
