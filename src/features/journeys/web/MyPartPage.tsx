import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useMay, useSession } from '#ui/session.tsx'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import { PartView } from './MyParts.tsx'
import { useParts } from './queries.ts'

/** Which steps my work shapes, how, and what customers say there. */
export function MyPartPage() {
  const t = useT('journeys')
  const { person } = useSession()
  const mayRaise = useMay('obstacles.raise')
  const parts = useParts(person.id)
  return (
    <Page
      title={t('mine.title')}
      lead={t('mine.lead')}
      who={t('mine.who')}
      next={
        mayRaise ? (
          <NextStep
            title={t('mine.next')}
            text={t('mine.nextText')}
            actions={
              <ButtonLink kind="filled" to="/obstacles/raise">
                {t('mine.nextDo')}
              </ButtonLink>
            }
          />
        ) : undefined
      }
    >
      <Reading query={parts} t={t}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              level={2}
              title={t('mine.empty')}
              text={t('mine.emptyText')}
              action={<ButtonLink to="/journeys">{t('list.title')}</ButtonLink>}
            />
          ) : (
            <div className="my-parts">
              <h2 className="spoken">{t('mine.steps')}</h2>
              {items.map((part) => (
                <PartView key={part.shaperId} part={part} personId={person.id} />
              ))}
            </div>
          )
        }
      </Reading>
    </Page>
  )
}
