import { IconCheck, IconPencil, IconSlash } from '@tabler/icons-react'
import { useParam } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { classNames } from '#ui/class-names.ts'
import { Leaders, List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Section, Spoken } from '#ui/Layout.tsx'
import { Link, useAnchor } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useMay } from '#ui/session.tsx'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import type { Example, Principle, PrinciplePage as PrincipleData } from '../../contract.ts'
import { principleIcon } from '../icons.ts'
import { usePrinciples } from '../parts.tsx'
import { usePrinciple } from '../queries.ts'
import './principles.css'

/** What one principle means, what it looks like in each job, and everything that carries it. */
export function PrinciplePage() {
  const t = useT('language')
  const id = useParam('principleId')
  const principle = usePrinciple(id)
  if (!principle.data)
    return (
      <Page title={t('principle.title')} back={{ to: '/principles', label: t('principles.title') }}>
        <Reading query={principle} t={t}>
          {() => null}
        </Reading>
      </Page>
    )
  return <Known key={id} principle={principle.data} />
}

function Known({ principle }: { principle: PrincipleData }) {
  const t = useT('language')
  const { language, list } = useFormats()
  const mayChange = useMay('principles.change')
  const since = t('principle.version', {
    version: String(principle.version),
    languages: list(principle.texts.map((text) => language(text.language))),
  })
  return (
    <div className="principle-page" data-principle={principle.colour}>
      <Page
        title={principle.name}
        back={{ to: '/principles', label: t('principles.title') }}
        lead={
          <>
            <p className="principle-meaning">
              <bdi>{principle.meaning}</bdi>
            </p>
            <p className="principle-since">
              {since} <DateText value={principle.wordsSince.slice(0, 10)} />
            </p>
          </>
        }
        actions={
          mayChange ? (
            <>
              <ButtonLink to={`/principles/${principle.id}/change`} icon={IconPencil}>
                {t('changePrinciple.title')}
              </ButtonLink>
              <ButtonLink kind="plain" to={`/principles/${principle.id}/examples`}>
                {t('examples.title')}
              </ButtonLink>
            </>
          ) : undefined
        }
        next={mayChange ? <Next principle={principle} /> : undefined}
        who={t('principle.who')}
      >
        {principle.isRetired && <Message kind="note" title={t('principle.isRetired')} />}
        <div className="principle-body">
          <Index currentId={principle.id} />
          <Examples examples={principle.examples} mayChange={mayChange} id={principle.id} />
          <Lives principle={principle} />
        </div>
        <Newest principle={principle} />
      </Page>
    </div>
  )
}

/** The thumb index: every principle as a tab on the edge; the one that is open is pulled out. */
function Index({ currentId }: { currentId: string }) {
  const t = useT('language')
  const { items } = usePrinciples()
  return (
    <nav className="thumb-index" aria-label={t('principles.title')}>
      {items.map((principle) => (
        <Thumb key={principle.id} principle={principle} isCurrent={principle.id === currentId} />
      ))}
    </nav>
  )
}

function Thumb({ principle, isCurrent }: { principle: Principle; isCurrent: boolean }) {
  return (
    <a
      className={classNames('thumb', isCurrent && 'thumb-current')}
      data-principle={principle.colour}
      aria-current={isCurrent ? 'page' : undefined}
      {...useAnchor(`/principles/${principle.id}`)}
    >
      <Icon of={principleIcon(principle.icon)} />
      <span>{principle.name}</span>
    </a>
  )
}

function Examples({ examples, mayChange, id }: { examples: Example[]; mayChange: boolean; id: string }) {
  const t = useT('language')
  if (examples.length === 0)
    return (
      <div className="principle-examples">
        <EmptyState
          level={2}
          title={t('principle.noExamples')}
          text={t('principle.noExamplesText')}
          action={mayChange && <ButtonLink to={`/principles/${id}/examples`}>{t('examples.add')}</ButtonLink>}
        />
      </div>
    )
  return (
    <table className="principle-examples" role="table">
      <caption className="spoken">{t('principle.examples')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            <Spoken>{t('jobRole')}</Spoken>
          </th>
          <th role="columnheader" scope="col">
            <Icon of={IconCheck} />
            {t('principle.looksLike')}
          </th>
          <th role="columnheader" scope="col">
            <Icon of={IconSlash} />
            {t('principle.doesNot')}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {examples.map((example) => (
          <tr key={example.id} role="row" className={classNames(example.isMine && 'example-mine')}>
            <th role="rowheader" scope="row">
              <bdi>{example.jobRole?.name ?? t('everybody')}</bdi>
              {example.isMine && <span className="example-yours">{t('principle.yourJob')}</span>}
            </th>
            <td role="cell">
              <span className="example-head">
                <Icon of={IconCheck} size="small" />
                {t('principle.looksLike')}
              </span>
              <bdi>{example.looksLike}</bdi>
            </td>
            <td role="cell" className="example-not">
              <span className="example-head">
                <Icon of={IconSlash} size="small" />
                {t('principle.doesNot')}
              </span>
              <bdi>{example.doesNot}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const usesTo = (id: string, kind: string): string => `/principles/${id}/uses?kind=${kind}`

function Lives({ principle }: { principle: PrincipleData }) {
  const t = useT('language')
  const words = (kind: string) => t.maybe(`kinds.${kind}`) ?? kind
  const empty = principle.kinds.filter(({ count }) => count === 0)
  return (
    <Section title={t('principle.lives')}>
      {principle.kinds.length > 0 && (
        <Leaders
          items={principle.kinds.map(({ kind, count }) => ({
            name: words(kind),
            end: count,
            ...(count > 0 ? { to: usesTo(principle.id, kind) } : {}),
          }))}
        />
      )}
      {principle.uses === 0 ? (
        <Message kind="wait" title={t('principles.unused')}>
          {t('principle.unusedText')}
        </Message>
      ) : (
        empty.length > 0 && <p className="principle-missing">{t('principle.missing', { kind: words(empty[0]!.kind) })}</p>
      )}
    </Section>
  )
}

/** The newest of each kind, so that a look is enough to know how the principle lives. */
function Newest({ principle }: { principle: PrincipleData }) {
  const t = useT('language')
  const shown = principle.kinds.filter(({ items }) => items.length > 0)
  if (shown.length === 0) return null
  return shown.map(({ kind, count, items }) => (
    <Section
      key={kind}
      title={t.maybe(`kinds.${kind}`) ?? kind}
      hasMargin
      note={t('principle.count', { count })}
      actions={count > items.length ? <Link to={usesTo(principle.id, kind)}>{t('principle.all')}</Link> : undefined}
    >
      <List
        label={t.maybe(`kinds.${kind}`) ?? kind}
        items={items.map(({ id, title, link, at }) => ({ key: id, title: <bdi>{title}</bdi>, to: link, end: <DateText value={at} as="ago" /> }))}
      />
    </Section>
  ))
}

function Next({ principle }: { principle: PrincipleData }) {
  const t = useT('language')
  if (principle.isRetired) return null
  const hasBehaviour = principle.kinds.some(({ kind, count }) => kind === 'behaviour' && count > 0)
  if (principle.examples.length === 0)
    return (
      <NextStep
        title={t('principle.nextExample')}
        actions={
          <ButtonLink kind="filled" to={`/principles/${principle.id}/examples`}>
            {t('examples.add')}
          </ButtonLink>
        }
      />
    )
  if (!hasBehaviour)
    return (
      <NextStep
        title={t('principle.nextBehaviour')}
        actions={
          <ButtonLink kind="filled" to={`/behaviours/add?principle=${principle.id}`}>
            {t('behaviour.add')}
          </ButtonLink>
        }
      />
    )
  return (
    <NextStep
      title={t('principle.nextPoster')}
      actions={
        <ButtonLink kind="filled" to="/posters">
          {t('posters.title')}
        </ButtonLink>
      }
    />
  )
}
