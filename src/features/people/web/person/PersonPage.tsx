import {
  IconArrowsExchange,
  IconCalendarOff,
  IconDoorExit,
  IconFileDownload,
  IconPencil,
  IconSettings,
  IconTrash,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useParam } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { Facts, List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useSession } from '#ui/session.tsx'
import { Slot } from '#ui/slots.tsx'
import { NextStep } from '#ui/Words.tsx'
import type { Person } from '../../contract.ts'
import { usePerson } from '../queries.ts'
import { Absences } from './Absences.tsx'
import { History } from './History.tsx'
import { whoSeesWords } from './who-sees.ts'

type Details = NonNullable<Person['details']>

/** Everyone's page; one's own is where signing in leads. */
export function PersonPage() {
  const t = useT('people')
  const id = useParam('personId')
  const person = usePerson(id)
  const name = person.data?.displayName ?? t('person.title')
  if (!person.data)
    return (
      <Page title={name}>
        <Reading query={person} t={t} />
      </Page>
    )
  return <Known key={id} person={person.data} />
}

function Known({ person }: { person: Person }) {
  const t = useT('people')
  const session = useSession()
  const isMe = session.person.id === person.id
  const { details } = person
  const to = (part: string) => `/people/${person.id}/${part}`
  return (
    <Page
      title={isMe ? t('person.hello', { name: details?.givenName ?? person.displayName }) : person.displayName}
      lead={<PlaceLine person={person} />}
      back={isMe ? undefined : { to: '/people', label: t('directory.title') }}
      actions={<Actions person={person} isMe={isMe} to={to} />}
      next={isMe && details ? <MyNextStep details={details} to={to} /> : undefined}
      who={whoSees(t, person, isMe)}
    >
      {person.status === 'left' && (
        <Message kind="note" title={t('person.left')}>
          {details?.leftOn ? t('person.leftText') : undefined}
        </Message>
      )}
      {person.status === 'active' && details?.leftOn && <Leaving leftOn={details.leftOn} />}
      <Section title={t('person.place')} hasMargin note={t('person.placeNote')}>
        <Place person={person} />
      </Section>
      {person.reports.length > 0 && (
        <Section
          title={t(isMe ? 'person.myReports' : 'person.reports')}
          hasMargin
          note={t('person.reportsNote', { count: person.reports.length })}
        >
          <List
            label={t(isMe ? 'person.myReports' : 'person.reports')}
            items={person.reports.map((report) => ({ key: report.id, title: <bdi>{report.name}</bdi>, to: `/people/${report.id}` }))}
          />
        </Section>
      )}
      {details && (
        <Section
          title={t(isMe ? 'person.mySettings' : 'person.settings')}
          hasMargin
          note={t('person.settingsNote')}
          actions={
            person.may.settle && (
              <ButtonLink to={to('settings')} icon={IconSettings} isSmall>
                {t('person.changeSettings')}
              </ButtonLink>
            )
          }
        >
          <Settings details={details} />
        </Section>
      )}
      {details && <Absences person={person} absences={details.absences} mayNote={person.may.absences} />}
      {details && <Identity person={person} details={details} />}
      {details && <History person={person} assignments={details.assignments} />}
      <Slot name="person-page" operations={session.operations} props={{ personId: person.id }} />
    </Page>
  )
}

const whoSees = (t: ReturnType<typeof useT>, person: Person, isMe: boolean): ReactNode =>
  person.details ? t(isMe ? 'person.whoMine' : 'person.who', { who: whoSeesWords(t, person.whoSees, isMe) }) : t('directory.who')

function PlaceLine({ person }: { person: Person }) {
  return (
    <>
      {[person.jobRole?.name, person.unit?.name, person.site?.name].filter(Boolean).map((word, i) => (
        <span key={i}>
          {i > 0 && ' · '}
          <bdi>{word}</bdi>
        </span>
      ))}
    </>
  )
}

function Actions({ person, isMe, to }: { person: Person; isMe: boolean; to: (part: string) => string }) {
  const t = useT('people')
  if (isMe)
    return (
      <ButtonLink to={to('data')} icon={IconFileDownload}>
        {t('person.myData')}
      </ButtonLink>
    )
  const isActive = person.status === 'active'
  return (
    <>
      {person.may.change && (
        <ButtonLink to={to('change')} icon={IconPencil}>
          {t('person.change')}
        </ButtonLink>
      )}
      {person.may.move && (
        <ButtonLink to={to('move')} icon={IconArrowsExchange}>
          {t(isActive ? 'person.move' : 'person.return')}
        </ButtonLink>
      )}
      {(person.may.depart || person.may.erase) && (
        <ButtonLink to={to('leave')} icon={isActive ? IconDoorExit : IconTrash}>
          {t(isActive ? 'person.depart' : 'person.erase')}
        </ButtonLink>
      )}
    </>
  )
}

function Leaving({ leftOn }: { leftOn: string }) {
  const t = useT('people')
  const { day } = useFormats()
  return <Message kind="wait" title={t('person.leaving', { day: day(leftOn) })} />
}

function Place({ person }: { person: Person }) {
  const t = useT('people')
  const { unitPath, manager } = person
  return (
    <Facts
      items={[
        {
          label: t('unit'),
          value: unitPath.length > 0 && (
            <>
              {unitPath.map((unit, i) => (
                <span key={unit.id}>
                  {i > 0 && ' › '}
                  <Link to={`/people?unit=${unit.id}`}>
                    <bdi>{unit.name}</bdi>
                  </Link>
                </span>
              ))}
            </>
          ),
        },
        { label: t('jobRole'), value: person.jobRole && <bdi>{person.jobRole.name}</bdi> },
        { label: t('site'), value: person.site && <bdi>{person.site.name}</bdi> },
        {
          label: t('manager'),
          value: manager && (
            <Link to={`/people/${manager.id}`}>
              <bdi>{manager.name}</bdi>
            </Link>
          ),
        },
        { label: t('leads'), value: person.leadsUnit && person.unit ? <bdi>{person.unit.name}</bdi> : undefined },
      ]}
    />
  )
}

function Settings({ details }: { details: Details }) {
  const t = useT('people')
  const { language, list, weekday } = useFormats()
  const span = (from: string | null, until: string | null) =>
    from && until ? t('person.fromUntil', { from, until }) : t('person.asOrganisation')
  return (
    <Facts
      items={[
        { label: t('language'), value: details.language ? language(details.language) : t('person.asOrganisation') },
        {
          label: t('workingDays'),
          value: details.workingDays ? list(details.workingDays.map((one) => weekday(one))) : t('person.asOrganisation'),
        },
        { label: t('workingHours'), value: details.worksFrom ? span(details.worksFrom, details.worksUntil) : t('person.notSaid') },
        { label: t('quietHours'), value: span(details.quietFrom, details.quietUntil) },
        { label: t('deputy'), value: details.deputy ? <bdi>{details.deputy.name}</bdi> : t('person.noDeputy') },
      ]}
    />
  )
}

function Identity({ person, details }: { person: Person; details: Details }) {
  const t = useT('people')
  const { day } = useFormats()
  return (
    <Section title={t('person.record')} hasMargin note={t('person.recordNote')}>
      <Facts
        items={[
          { label: t('name'), value: person.isNameless ? undefined : <bdi>{person.displayName}</bdi> },
          { label: t('email'), value: details.email && <bdi dir="ltr">{details.email}</bdi> },
          { label: t('hrNumber'), value: details.hrNumber && <bdi dir="ltr">{details.hrNumber}</bdi> },
          { label: t('startedOn'), value: details.startedOn && day(details.startedOn) },
          { label: t('lastDay'), value: details.leftOn && day(details.leftOn) },
        ]}
      />
    </Section>
  )
}

function MyNextStep({ details, to }: { details: Details; to: (part: string) => string }) {
  const t = useT('people')
  if (!details.deputy)
    return (
      <NextStep
        title={t('person.nextDeputy')}
        text={t('person.nextDeputyText')}
        actions={
          <ButtonLink kind="filled" to={to('settings')}>
            {t('person.nextDeputyDo')}
          </ButtonLink>
        }
      />
    )
  return (
    <NextStep
      title={t('person.nextAbsence')}
      text={t('person.nextAbsenceText')}
      actions={
        <ButtonLink kind="filled" to={to('absence')} icon={IconCalendarOff}>
          {t('absence.title')}
        </ButtonLink>
      }
    />
  )
}
