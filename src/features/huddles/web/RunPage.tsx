// Run mode: one part after the other, for a screen three metres away and for one phone in the middle. The URL holds the part and when it began.
import { IconArrowLeft, IconArrowRight, IconCheck, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useGo, useParam, useSearchState } from '#ui/address.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { classNames } from '#ui/class-names.ts'
import { api } from '#ui/client.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Spoken } from '#ui/Layout.tsx'
import { NumberText } from '#ui/Moments.tsx'
import { PageTitle, usePageTitle } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { MarkSign } from '#ui/shell/Mark.tsx'
import { toast } from '#ui/toast.ts'
import type { Huddle } from '../contract.ts'
import { AgendaBar } from './AgendaBar.tsx'
import './huddles.css'
import { Part, useHint, usePrincipleOf } from './Part.tsx'
import { at, secondsNow, stale, useHuddle, useSeconds, useSettle } from './queries.ts'
import { RaiseForm } from './RaiseForm.tsx'
import './run.css'

export function RunPage() {
  const t = useT('huddles')
  const huddle = useHuddle(useParam('huddleId'))
  return (
    <Reading query={huddle} t={t}>
      {(data) => <Run huddle={data} />}
    </Reading>
  )
}

/** Opened once, by whoever shows it first: from then on the agenda stays. */
function useOpening(huddle: Huddle) {
  const open = useWrite((_: null, options) => api.post<Huddle>(`${at.one(huddle.id)}/openings`, undefined, options), { stale })
  const hasAsked = useRef(false)
  const isDue = huddle.openedOn === null && huddle.may.run
  useEffect(() => {
    if (!isDue || hasAsked.current) return
    hasAsked.current = true
    void open.run(null)
  }, [isDue, open])
  return open
}

function useArrows(back: () => void, next: () => void) {
  const { direction } = useLanguage()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      const isTyping = target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]')
      if (isTyping || event.altKey || event.ctrlKey || event.metaKey) return
      const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
      const backward = direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
      // The keys of a presenter's clicker too.
      if (event.key === forward || event.key === 'PageDown') next()
      else if (event.key === backward || event.key === 'PageUp') back()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [direction, back, next])
}

function Run({ huddle }: { huddle: Huddle }) {
  const t = useT('huddles')
  const go = useGo()
  const [where, set] = useSearchState({ part: 1, from: 0, since: 0 })
  const { parts } = huddle
  const part = Math.min(Math.max(1, where.part), parts.length) - 1
  const open = useOpening(huddle)
  usePageTitle(t('run.title', { unit: huddle.unit.name ?? '' }))
  useEffect(() => {
    if (where.from === 0) set({ from: secondsNow(), since: secondsNow() })
  }, [where.from, set])
  const settle = useSettle(huddle.id, () => {
    toast({ title: t('run.done'), text: t('run.doneText') })
    go(`/huddles/${huddle.id}`)
  })
  const turn = (to: number) => {
    if (to >= 0 && to < parts.length) set({ part: to + 1, since: secondsNow() })
  }
  const close = () => (huddle.may.run ? void settle.run('held') : go(`/huddles/${huddle.id}`))
  useArrows(
    () => turn(part - 1),
    () => turn(part + 1),
  )
  const principle = usePrincipleOf(huddle)
  const current = parts[part]
  const next = parts[part + 1]
  if (!current) return null
  return (
    <div className={classNames('run', current.kind === 'thanks' && 'run-thanks')} data-principle={principle?.colour}>
      <div className="run-spine" aria-hidden="true" />
      <header className="run-head">
        <span className="mark">
          <MarkSign /> {t('run.huddle')}
        </span>
        <p className="run-team">
          <bdi>{huddle.unit.name}</bdi>
          {huddle.host?.name && <>. {t('run.hosts', { name: `\u2068${huddle.host.name}\u2069` })}</>}
        </p>
        {principle && <PrincipleChip principle={principle} isPlain />}
        <TimeLeft huddle={huddle} from={where.from} />
        <IconButton icon={IconX} label={t('run.leave')} onClick={() => go(`/huddles/${huddle.id}`)} />
      </header>
      <Agenda huddle={huddle} part={part} onTurn={turn} />
      <section className="run-stage">
        <div aria-live="polite">
          <PageTitle>
            <Spoken>{t('run.title', { unit: huddle.unit.name ?? '' })}: </Spoken>
            {t(`part.${current.kind}`)}
          </PageTitle>
        </div>
        {open.problem && <ProblemView problem={open.problem} t={t} />}
        {settle.problem && <ProblemView problem={settle.problem} t={t} />}
        <Part kind={current.kind} huddle={huddle} />
        {current.kind === 'raise' && huddle.may.run && <RaiseForm huddle={huddle} />}
      </section>
      <footer className="run-foot">
        <Button icon={IconArrowLeft} onClick={() => turn(part - 1)} offReason={part === 0 ? t('run.first') : undefined}>
          {t('run.back')}
        </Button>
        <Bar huddle={huddle} part={part} since={where.since} />
        {next ? (
          <Button kind="filled" iconEnd={IconArrowRight} onClick={() => turn(part + 1)}>
            {t('run.next', { part: t(`part.${next.kind}`) })}
          </Button>
        ) : (
          <Button kind="filled" icon={IconCheck} isBusy={settle.isBusy} onClick={close}>
            {t('run.close')}
          </Button>
        )}
      </footer>
    </div>
  )
}

const digits = (locale: string, seconds: number): string =>
  `${new Intl.NumberFormat(locale).format(Math.floor(seconds / 60))}:${new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 }).format(seconds % 60)}`
const allOf = ({ parts }: Huddle): number => parts.reduce((sum, { seconds }) => sum + seconds, 0)

/** In digits and in words. When it is over it says so, quietly: nobody is hurried. */
function TimeLeft({ huddle, from }: { huddle: Huddle; from: number }) {
  const t = useT('huddles')
  const { locale } = useLanguage()
  const seconds = useSeconds()
  const left = Math.max(0, allOf(huddle) - Math.max(0, from === 0 ? 0 : seconds - from))
  return (
    <p className="run-left" role="timer" aria-live="off">
      {left > 0 ? (
        <>
          <span className="figures" dir="ltr">
            {digits(locale, left)}
          </span>{' '}
          <small>{left > 60 ? t('run.left', { count: Math.ceil(left / 60) }) : t('run.lastMinute')}</small>
        </>
      ) : (
        <small>{t('run.over')}</small>
      )}
    </p>
  )
}

function Bar({ huddle, part, since }: { huddle: Huddle; part: number; since: number }) {
  const t = useT('huddles')
  const seconds = useSeconds()
  const within = since === 0 ? 0 : Math.min(1, Math.max(0, seconds - since) / (huddle.parts[part]?.seconds ?? 1))
  return (
    <div className="run-bar">
      <AgendaBar parts={huddle.parts} part={part} within={within} />
      <p>
        <span>{t('run.part', { part: part + 1, of: huddle.parts.length })}</span>
        <span>{t('run.all', { count: Math.ceil(allOf(huddle) / 60) })}</span>
      </p>
    </div>
  )
}

function Agenda({ huddle, part, onTurn }: { huddle: Huddle; part: number; onTurn: (to: number) => void }) {
  const t = useT('huddles')
  const hint = useHint(huddle)
  const { mantra } = useSession().organisation
  return (
    <nav className="run-agenda" aria-label={t('run.agenda')}>
      <ol>
        {huddle.parts.map(({ kind }, i) => (
          <li key={kind} className={i === part ? 'run-now' : undefined}>
            <button type="button" aria-current={i === part ? 'step' : undefined} onClick={() => onTurn(i)}>
              <span className="run-sign">
                {i < part ? (
                  <>
                    <Icon of={IconCheck} />
                    <Spoken>{t('run.behind')}</Spoken>
                  </>
                ) : (
                  <NumberText value={i + 1} />
                )}
              </span>
              <span>
                <b>{t(`part.${kind}`)}</b>
                <span className="run-hint">
                  <bdi>{hint(kind)}</bdi>
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {mantra && (
        <p className="mantra">
          <bdi>{mantra}</bdi>
        </p>
      )}
    </nav>
  )
}
