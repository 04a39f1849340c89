// One next step with its reason; at most two more are named behind it.
import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import type { T } from '#ui/i18n.ts'
import { Link } from '#ui/Link.tsx'
import { DateText } from '#ui/Moments.tsx'
import { NextStep } from '#ui/Words.tsx'
import type { Next, Today } from '../contract.ts'
import { useOpened } from './today.ts'

const isolated = (words: string): string => `\u2068${words}\u2069`
/** `escalation.titleOf` where there are words or a name to say, else `escalation.title`. */
function titleOf(t: T, step: Next): string {
  const words = step.words ? isolated(step.words) : ''
  const about = step.about ? isolated(step.about) : ''
  if (step.kind === 'level') return t(`next.level.title.${step.missing ?? 'sign-off'}`)
  if (step.kind === 'first') return t(`first.${step.first ?? 'people'}.title`)
  return t(`next.${step.kind}.${words || about ? 'titleOf' : 'title'}`, { words: words || about, name: about })
}
function whyOf(t: T, step: Next): string {
  if (step.kind === 'level') return t(`next.level.why.${step.missing ?? 'sign-off'}`, { level: step.level ?? 1 })
  if (step.kind === 'first') return t(`first.${step.first ?? 'people'}.why`, { count: step.count ?? 0 })
  if (step.kind === 'answered')
    return t(`next.answered.${step.answer ?? 'otherwise'}`, { name: step.about ? isolated(step.about) : t('next.answered.somebody') })
  if (step.kind === 'gap') return t('next.gap.why', { count: step.count ?? 1 })
  if (step.kind === 'learn') return t('next.learn.why', { name: isolated(step.about ?? '') })
  const why =
    step.kind === 'escalation' && step.about ? t('next.escalation.whyOf', { name: isolated(step.about) }) : t(`next.${step.kind}.why`)
  return step.role === 'deputy' ? `${why} ${t('next.deputy')}` : step.role === 'above' ? `${why} ${t('next.above')}` : why
}

const longestShort = 60
/** In the words of whoever said it, where there are any: two customers must not be called the same. */
export function shortOf(t: T, step: Next): string {
  if (step.kind === 'first') return titleOf(t, step)
  if (!step.words) return t(`next.${step.kind}.short`)
  const words = step.words.length <= longestShort ? step.words : `${step.words.slice(0, longestShort).trimEnd()} …`
  return t(`next.${step.kind}.titleOf`, { words: isolated(words), name: '' })
}

export function NextOne({ today }: { today: Today }) {
  const t = useT('today')
  const go = useGo()
  const { isOpened, noteOpened } = useOpened()
  const read = (link: string) => {
    noteOpened(link)
    go(link)
  }
  const [step, ...rest] = today.next.filter(({ kind, link }) => kind !== 'answered' || !isOpened(link))
  if (!step)
    return (
      <NextStep
        title={t('next.none')}
        text={t('next.noneText')}
        actions={
          <ButtonLink kind="line" to="/customers-words">
            {t('next.noneDo')}
          </ButtonLink>
        }
      />
    )
  return (
    <NextStep
      title={titleOf(t, step)}
      text={
        <>
          {whyOf(t, step)}{' '}
          {(step.dueAt ?? step.dueOn) && (
            <>
              {t(step.isLate ? 'next.late' : 'next.due')}{' '}
              {step.dueAt ? <DateText value={step.dueAt} as="moment" /> : <DateText value={step.dueOn!} as="day-short" />}
              {t('stop')}
            </>
          )}
          {rest.length > 0 && (
            <span className="today-then">
              {t('next.then')}{' '}
              {rest.map((one, i) => (
                <span key={one.link}>
                  {i > 0 && t('comma')}
                  <Link to={one.link}>{shortOf(t, one)}</Link>
                </span>
              ))}
              {t('stop')}
            </span>
          )}
        </>
      }
      actions={
        step.kind === 'answered' ? (
          <Button kind="filled" onClick={() => read(step.link)}>
            {t('next.answered.do')}
          </Button>
        ) : (
          <ButtonLink kind="filled" to={step.link}>
            {t(step.kind === 'first' ? `first.${step.first ?? 'people'}.do` : `next.${step.kind}.do`)}
          </ButtonLink>
        )
      }
    />
  )
}
