// My levels: where I stand, what is missing for the next one and what opens it, what it would allow, and what stands behind each level.
import { ButtonLink } from '#ui/Button.tsx'
import { useLanguage, useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { Slot } from '#ui/slots.tsx'
import { NextStep } from '#ui/Words.tsx'
import type { OwnLevels, OwnPart } from '../../contract.ts'
import { useLevelName } from '../parts.tsx'
import { LevelSection } from './LevelSection.tsx'
import { isolated, isSoon, MissingList, missingOf } from './Missing.tsx'
import './mine.css'

const path = '/api/own-levels'

export function MyLevelsPage() {
  const t = useT('evidence')
  const { list } = useFormats()
  const { code } = useLanguage()
  const query = useGet<OwnLevels>(path, { language: code })
  const levels = query.data
  const who = levels && list([...new Set(levels.whoSees.map((one) => t(`sees.${one === 'self' ? 'you' : one}`)))])
  return (
    <Page title={t('mine.title')} lead={t('mine.lead')} who={who && t('standing.who', { who })} next={levels && <Next levels={levels} />}>
      <Reading query={query} t={t}>
        {(read) => <Mine levels={read} />}
      </Reading>
    </Page>
  )
}

function Mine({ levels }: { levels: OwnLevels }) {
  const t = useT('evidence')
  const levelName = useLevelName()
  const { operations } = useSession()
  const { next, level } = levels
  const missing = missingOf(levels)
  return (
    <>
      <Here levels={levels} />
      {next && (
        <Section title={t('mine.to', { level: levelName(next.level) })} note={t('mine.toNote')} hasMargin>
          <Stack>
            <p className="mine-steps">{t('mine.steps', { count: missing.length })}</p>
            <MissingList missing={missing} ask={levels.ask} />
            <Slot name="level-allows" operations={operations} props={{ from: level, to: next.level, steps: missing.length }} />
          </Stack>
        </Section>
      )}
      <Section title={t('mine.all')} note={t('standing.note')} hasMargin>
        <ol className="mine-levels">
          {levels.levels.map((one) => (
            <LevelSection key={one.level} one={one} isNext={one.level === next?.level} />
          ))}
        </ol>
      </Section>
    </>
  )
}

/** Of what is reached, what ends soon. */
const endingOf = ({ levels, level }: OwnLevels): OwnPart[] =>
  levels
    .filter((one) => one.level <= level)
    .flatMap(({ parts }) => parts)
    .filter((part) => part.lapsesAt !== null && isSoon(part.lapsesAt))
/** What ends first is the last of those that are needed. */
const againOf = ({ pieces, needed, openings }: OwnPart) => pieces[needed - 1]?.again ?? openings[0]

/** The level, and what of it ends soon with what keeps it. */
function Here({ levels }: { levels: OwnLevels }) {
  const t = useT('evidence')
  const { day } = useFormats()
  const levelName = useLevelName()
  const { level, lapsesAt } = levels
  const ending = endingOf(levels)
  return (
    <div className="mine-here">
      <p className="mine-level">{levelName(level)}</p>
      {level > 0 && lapsesAt && !isSoon(lapsesAt) && <p>{t('standing.lapses', { day: day(lapsesAt) })}</p>}
      {level > 0 && lapsesAt && isSoon(lapsesAt) && (
        <Message kind="wait" title={t('standing.lapsesSoon', { day: day(lapsesAt) })}>
          <ul className="mine-plain">
            {ending.map((part) => (
              <li key={`${part.kind} ${part.lapsesAt}`}>
                <Again part={part} ask={levels.ask} />
              </li>
            ))}
          </ul>
        </Message>
      )}
    </div>
  )
}

function Again({ part, ask }: { part: OwnPart; ask: OwnLevels['ask'] }) {
  const t = useT('evidence')
  const { day } = useFormats()
  const again = againOf(part)
  return (
    <>
      {t('mine.ends', { what: t(`kind.${part.kind}`), day: day(part.lapsesAt ?? now().toISOString()) })}{' '}
      {again ? (
        <Link to={again.link}>{t('mine.again', { title: isolated(again.title) })}</Link>
      ) : part.isAsked && ask ? (
        <Link to={`/people/${ask.id}`}>{t('mine.askFor', { name: isolated(ask.name ?? t('mine.leader')) })}</Link>
      ) : (
        t('mine.askLeader')
      )}
    </>
  )
}

/** The one thing that is done next: what ends soon goes before what is still to come. */
function Next({ levels }: { levels: OwnLevels }) {
  const t = useT('evidence')
  const levelName = useLevelName()
  const { day } = useFormats()
  const { level, lapsesAt } = levels
  const keeps = level > 0 && lapsesAt && isSoon(lapsesAt) ? endingOf(levels).flatMap((part) => againOf(part) ?? [])[0] : undefined
  const first = missingOf(levels).find(({ opening }) => opening)
  if (keeps && lapsesAt)
    return (
      <NextStep
        title={t('mine.keep', { level: levelName(level) })}
        text={t('mine.keepText', { day: day(lapsesAt) })}
        actions={
          <ButtonLink kind="filled" to={keeps.link}>
            {keeps.title}
          </ButtonLink>
        }
      />
    )
  if (!levels.next)
    return (
      <NextStep
        title={t('mine.top')}
        text={t('mine.topText')}
        actions={
          <ButtonLink kind="filled" to="/practice">
            {t('mine.practise')}
          </ButtonLink>
        }
      />
    )
  if (!first?.opening) {
    if (!levels.ask) return null
    return (
      <NextStep
        title={t('mine.askFor', { name: isolated(levels.ask.name ?? t('mine.leader')) })}
        text={t('mine.askText', { level: levelName(levels.next.level) })}
        actions={
          <ButtonLink kind="filled" to={`/people/${levels.ask.id}`}>
            {t('mine.askDo')}
          </ButtonLink>
        }
      />
    )
  }
  return (
    <NextStep
      title={t(`mine.do.${first.kind}`, { title: isolated(first.opening.title) })}
      text={t('mine.doText', { level: levelName(levels.next.level) })}
      actions={
        <ButtonLink kind="filled" to={first.opening.link}>
          {t(`mine.open.${first.kind}`)}
        </ButtonLink>
      }
    />
  )
}
