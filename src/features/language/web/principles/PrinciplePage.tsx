import { IconPencil } from '@tabler/icons-react'
import { useParam } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Message } from '#ui/Message.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useMay } from '#ui/session.tsx'
import { NextStep } from '#ui/Words.tsx'
import type { PrinciplePage as PrincipleData } from '../../contract.ts'
import { usePrinciple } from '../queries.ts'
import { ExampleTable } from './ExampleTable.tsx'
import './principle-page.css'
import { ThumbIndex } from './ThumbIndex.tsx'
import { NewestUses, WhereItLives } from './WhereItLives.tsx'

/** What one principle means, what it looks like in each job, and everything that carries it. */
export function PrinciplePage() {
  const t = useT('language')
  const id = useParam('principleId')
  const principle = usePrinciple(id)
  if (!principle.data)
    return (
      <Page title={t('principle.title')} back={{ to: '/principles', label: t('principles.title') }}>
        <Reading query={principle} t={t} />
      </Page>
    )
  return <Known key={id} principle={principle.data} />
}

function Known({ principle }: { principle: PrincipleData }) {
  const t = useT('language')
  const { language, list } = useFormats()
  const mayChange = useMay('principles.change')
  const since = t('principle.version', {
    version: principle.version,
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
          <ThumbIndex currentId={principle.id} />
          <ExampleTable examples={principle.examples} mayChange={mayChange} id={principle.id} />
          <WhereItLives principle={principle} />
        </div>
        <NewestUses principle={principle} />
      </Page>
    </div>
  )
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
