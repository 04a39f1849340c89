import { UnitPicker } from '#features/people/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Section, Sheet } from '#ui/Layout.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { NumberText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState, NextStep, Tag } from '#ui/Words.tsx'
import type { Reach, ReachGroup, Unnoticed } from '../contract.ts'
import { SayThanks } from './parts.tsx'
import { at } from './queries.ts'
import './recognition.css'

/** Which units and jobs thanks reach: for leaders to notice, without a list of the top. */
export function ReachPage() {
  const t = useT('recognition')
  const mayNotice = useMay('thanks.notice')
  const [{ unit }, set] = useSearchState({ unit: '' })
  const query = useGet<Reach>(at.reach, unit ? { unitId: unit } : {})
  return (
    <Page
      title={t('reach.title')}
      lead={t('reach.lead')}
      next={<NextStep title={t('reach.next')} actions={<SayThanks />} />}
      who={t('reach.who')}
    >
      <FilterBar onReset={unit ? () => set({ unit: '' }) : undefined}>
        <UnitPicker label={t('reach.unit')} empty={t('reach.allMine')} value={unit} onChange={(value) => set({ unit: value }, 'push')} />
      </FilterBar>
      <Reading query={query} t={t}>
        {(reach) => (
          <>
            <Whole reach={reach} />
            <Groups title={t('reach.units')} of={t('reach.unitName')} groups={reach.units} />
            {reach.jobRoles.length > 0 && <Groups title={t('reach.jobRoles')} of={t('reach.jobRole')} groups={reach.jobRoles} />}
          </>
        )}
      </Reading>
      {mayNotice && <Notice />}
    </Page>
  )
}

function Whole({ reach: { whole, concentration, days } }: { reach: Reach }) {
  const t = useT('recognition')
  return (
    <Sheet label={t('reach.whole')}>
      <div className="reach-whole figures">
        {whole.reached === null ? (
          <>
            <strong>{t('reach.tooFew', { count: whole.people })}</strong>
            <p>{t('reach.tooFewText')}</p>
          </>
        ) : (
          <>
            <strong>{t('reach.reached', { reached: whole.reached, people: whole.people })}</strong>
            <p>{t('reach.inDays', { count: whole.thanks ?? 0, days })}</p>
            {concentration !== null && (
              <p>
                {t('reach.concentration')} <NumberText value={concentration} digits={2} />. {t('reach.concentrationNote')}
              </p>
            )}
          </>
        )}
      </div>
    </Sheet>
  )
}

function Groups({ title, of, groups }: { title: string; of: string; groups: ReachGroup[] }) {
  const t = useT('recognition')
  return (
    <Section title={title}>
      <Table
        caption={title}
        rows={groups}
        rowKey={({ id }) => id ?? 'rest'}
        empty={<EmptyState title={t('reach.none')} text={t('reach.noneText')} />}
        columns={[
          { key: 'name', label: of, cell: ({ id, name }) => (id === null ? t('reach.rest') : <bdi>{name ?? t('gone')}</bdi>) },
          {
            key: 'reached',
            label: t('reach.thanked'),
            cell: ({ reached, thanks, people }) =>
              reached === null ? (
                t('reach.tooFew', { count: people })
              ) : thanks === 0 ? (
                <Tag meaning="note">{t('reach.nobody', { count: people })}</Tag>
              ) : (
                t('reach.of', { reached, people })
              ),
          },
          { key: 'thanks', label: t('reach.thanks'), isNumber: true, cell: ({ thanks }) => thanks ?? '–' },
        ]}
      />
    </Section>
  )
}

/** Prompts to notice, for people's own leader. */
function Notice() {
  const t = useT('recognition')
  const query = useGet<Unnoticed>(at.unnoticed)
  return (
    <Section title={t('notice.title')} note={t('notice.note')}>
      <Reading query={query} t={t}>
        {({ items, isOff, days }) =>
          items.length === 0 ? (
            <p>{t(isOff ? 'notice.off' : 'notice.none', isOff ? {} : { days })}</p>
          ) : (
            <List
              label={t('notice.title')}
              items={items.map(({ id, name, about }) => ({
                key: id,
                title: <bdi>{name}</bdi>,
                note: about,
                end: <SayThanks isSmall kind="line" to={`?person=${id}`} />,
              }))}
            />
          )
        }
      </Reading>
    </Section>
  )
}
