// When something went wrong: what happened, what to do, and the number that an administrator finds in the log.
import { Component } from 'react'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from './Button.tsx'
import { Loading } from './Facts.tsx'
import { useT } from './i18n.ts'
import type { T } from './i18n.ts'
import { Message } from './Message.tsx'
import { asProblem, problemText } from './problem.ts'
import type { ProblemError } from './problem.ts'

/** A reading that failed, in the place of what it would have shown. `t` is the page's, for its own problem words. */
export function ProblemView({ problem, onRetry, t }: { problem: ProblemError; onRetry?: () => void; t?: T }) {
  const ui = useT('ui')
  return (
    <Message
      kind={problem.isLost ? 'wait' : 'stop'}
      title={problemText(problem, t ?? ui)}
      isNews
      actions={
        onRetry && (
          <Button isSmall onClick={onRetry}>
            {ui('retry')}
          </Button>
        )
      }
    >
      {problem.requestId && <p>{ui('problem.number', { id: problem.requestId })}</p>}
    </Message>
  )
}

/** The usual order of a reading: what is loading, what failed, what came. */
export function Reading<Data>({
  query,
  t,
  lines,
  children,
}: {
  query: { data: Data | undefined; problem: ProblemError | undefined; refetch: () => unknown }
  t?: T
  lines?: number
  /** Left out where the page reads on below once it came. */
  children?: (data: Data) => ReactNode
}) {
  if (query.data !== undefined) return children?.(query.data)
  if (query.problem) return <ProblemView problem={query.problem} t={t} onRetry={() => void query.refetch()} />
  return <Loading lines={lines} />
}

function Broken({ problem, onRetry }: { problem: ProblemError; onRetry: () => void }) {
  const t = useT('ui')
  return (
    <div className="grid-page">
      <div className="page-head">
        <h1 tabIndex={-1}>{t('broken.title')}</h1>
        <p className="page-lead">{t('broken.text')}</p>
        {problem.detail && <p className="margin-note">{problem.detail}</p>}
        <div className="row gap-3">
          <Button kind="filled" onClick={onRetry}>
            {t('broken.reload')}
          </Button>
          <ButtonLink to="/">{t('broken.home')}</ButtonLink>
        </div>
      </div>
    </div>
  )
}

/** Catches what a page throws while it draws; the frame round it stays. A new address tries again. */
export class Catch extends Component<{ at: string; children: ReactNode }, { error: unknown; at: string }> {
  override state: { error: unknown; at: string } = { error: undefined, at: this.props.at }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  static getDerivedStateFromProps(props: { at: string }, state: { error: unknown; at: string }) {
    return props.at === state.at ? null : { error: undefined, at: props.at }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    // A chunk that is gone (a new version was installed) comes back with a reload.
    return <Broken problem={asProblem(this.state.error)} onRetry={() => location.reload()} />
  }
}
