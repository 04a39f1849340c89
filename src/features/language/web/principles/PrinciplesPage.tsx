import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ButtonLink, IconButton } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState, NextStep, Tag } from '#ui/Words.tsx'
import type { Principle } from '../../contract.ts'
import { principleIcon } from '../icons.ts'
import { usePrinciples } from '../parts.tsx'
import { at } from '../queries.ts'
import './principles.css'

const fewest = 4
const most = 8

/** The common language on one page: four to eight principles in their order. */
export function PrinciplesPage() {
  const t = useT('language')
  const mayChange = useMay('principles.change')
  const { query, all, items } = usePrinciples()
  const retired = all.filter(({ isRetired }) => isRetired)
  const unused = items.find(({ uses }) => uses === 0)
  return (
    <Page
      title={t('principles.title')}
      lead={t('principles.lead')}
      actions={
        mayChange && items.length > 0 && items.length < most ? (
          <ButtonLink to="/principles/add" icon={IconPlus}>
            {t('addPrinciple.title')}
          </ButtonLink>
        ) : undefined
      }
      next={mayChange && unused ? <UnusedStep principle={unused} /> : undefined}
      who={t('principles.who')}
    >
      <Reading query={query} t={t}>
        {() =>
          items.length === 0 ? (
            <EmptyState
              level={2}
              title={t('principles.empty')}
              text={t('principles.emptyText')}
              action={
                mayChange && (
                  <ButtonLink kind="filled" to="/principles/add">
                    {t('principles.first')}
                  </ButtonLink>
                )
              }
            />
          ) : (
            <Stack gap={5}>
              {mayChange && items.length < fewest && (
                <Message kind="note" title={t('principles.few', { count: items.length })}>
                  {t('principles.fewText')}
                </Message>
              )}
              <Ordered items={items} mayChange={mayChange} />
            </Stack>
          )
        }
      </Reading>
      {mayChange && retired.length > 0 && (
        <Section title={t('principles.retired')} hasMargin note={t('principles.retiredNote')}>
          <ul className="principle-rows">
            {retired.map((principle) => (
              <PrincipleRow key={principle.id} principle={principle} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function UnusedStep({ principle }: { principle: Principle }) {
  const t = useT('language')
  return (
    <NextStep
      title={t('principles.unusedStep', { name: principle.name })}
      text={t('principles.unusedStepText')}
      actions={
        <ButtonLink kind="filled" to={`/behaviours/add?principle=${principle.id}`}>
          {t('behaviour.add')}
        </ButtonLink>
      }
    />
  )
}

function Ordered({ items, mayChange }: { items: Principle[]; mayChange: boolean }) {
  const t = useT('language')
  const order = useWrite((ids: string[], options) => api.put('/api/principle-order', { ids }, options), { stale: [at.principles] })
  const move = async ({ name }: Principle, index: number, by: number) => {
    const ids = items.map(({ id }) => id)
    const before = [...ids]
    ids.splice(index + by, 0, ...ids.splice(index, 1))
    if (await order.run(ids))
      toast({
        title: t('principles.moved', { name }),
        action: { label: t('ui:undo'), onChoose: () => void order.run(before) },
      })
  }
  return (
    <>
      {order.problem && <ProblemView problem={order.problem} t={t} />}
      <ol className="principle-rows">
        {items.map((principle, i) => (
          <PrincipleRow key={principle.id} principle={principle}>
            {mayChange && (
              <Row gap={1}>
                <IconButton
                  icon={IconArrowUp}
                  label={t('principles.up', { name: principle.name })}
                  isOff={i === 0 || order.isBusy}
                  onClick={() => void move(principle, i, -1)}
                />
                <IconButton
                  icon={IconArrowDown}
                  label={t('principles.down', { name: principle.name })}
                  isOff={i === items.length - 1 || order.isBusy}
                  onClick={() => void move(principle, i, 1)}
                />
              </Row>
            )}
          </PrincipleRow>
        ))}
      </ol>
    </>
  )
}

function PrincipleRow({ principle, children }: { principle: Principle; children?: ReactNode }) {
  const t = useT('language')
  return (
    <li className="principle-row" data-principle={principle.colour}>
      <span className="principle-row-tab">
        <Icon of={principleIcon(principle.icon)} />
      </span>
      <div className="principle-row-words">
        <h2 className="principle-row-name">
          <Link to={`/principles/${principle.id}`}>
            <bdi>{principle.name}</bdi>
          </Link>
        </h2>
        <p>
          <bdi>{principle.meaning}</bdi>
        </p>
        <p className="principle-row-uses">
          {principle.uses > 0 ? t('principles.uses', { count: principle.uses }) : <Tag meaning="wait">{t('principles.unused')}</Tag>}
        </p>
      </div>
      {children}
    </li>
  )
}
