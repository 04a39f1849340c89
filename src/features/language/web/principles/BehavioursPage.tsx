import { IconPlus } from '@tabler/icons-react'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useMay } from '#ui/session.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { Behaviour } from '../../contract.ts'
import { PrincipleChipOf } from '../parts.tsx'
import { useBehaviours, useJobRoles } from '../queries.ts'
import './behaviours.css'

const levels = [1, 2, 3, 4] as const

/** What excellent looks like in each job, level by level, with anchors. */
export function BehavioursPage() {
  const t = useT('language')
  const mayChange = useMay('principles.change')
  const [{ role, state }, set] = useSearchState({ role: '', state: 'live' })
  const roles = useJobRoles()
  const behaviours = useBehaviours({ jobRoleId: role, state })
  const addTo = role && role !== 'me' ? `/behaviours/add?role=${role}` : '/behaviours/add'
  return (
    <Page
      title={t('behaviours.title')}
      lead={t('behaviours.lead')}
      actions={
        mayChange && (
          <ButtonLink kind="filled" to={addTo} icon={IconPlus}>
            {t('behaviour.add')}
          </ButtonLink>
        )
      }
      who={t('behaviours.who')}
    >
      <FilterBar>
        <SelectField
          label={t('jobRole')}
          empty={t('behaviours.allRoles')}
          value={role}
          onChange={(value) => set({ role: value }, 'push')}
          options={[
            { value: 'me', label: t('behaviours.myRole') },
            ...(roles.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        {mayChange && (
          <SelectField
            label={t('behaviours.state')}
            value={state}
            onChange={(value) => set({ state: value }, 'push')}
            options={[
              { value: 'live', label: t('behaviours.live') },
              { value: 'retired', label: t('behaviours.retired') },
            ]}
          />
        )}
      </FilterBar>
      <Reading query={behaviours} t={t}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState level={2} title={t('behaviours.empty')} text={t('behaviours.emptyText')} />
          ) : (
            levels
              .map((level) => ({ level, of: items.filter((item) => item.level === level) }))
              .filter(({ of }) => of.length > 0)
              .map(({ level, of }) => (
                <Section key={level} title={t(`levels.${level}`)} hasMargin note={t(`levelNotes.${level}`)}>
                  <ul className="behaviours">
                    {of.map((behaviour) => (
                      <BehaviourItem key={behaviour.id} behaviour={behaviour} mayChange={mayChange} />
                    ))}
                  </ul>
                </Section>
              ))
          )
        }
      </Reading>
    </Page>
  )
}

function BehaviourItem({ behaviour, mayChange }: { behaviour: Behaviour; mayChange: boolean }) {
  const t = useT('language')
  return (
    <li className="behaviour">
      <div className="behaviour-head">
        <h3>
          <bdi>{behaviour.name}</bdi>
        </h3>
        <p className="small second">
          <bdi>{behaviour.jobRole?.name ?? t('everybody')}</bdi>
        </p>
        <PrincipleChipOf id={behaviour.principleId} />
        {mayChange && (
          <Link to={`/behaviours/${behaviour.id}`} isAlone label={t('behaviour.changeOf', { name: behaviour.name })}>
            {t('change')}
          </Link>
        )}
      </div>
      <dl className="anchors">
        {(['poor', 'good', 'great'] as const).map((anchor) => (
          <div key={anchor}>
            <dt>{t(`anchors.${anchor}`)}</dt>
            <dd>
              <bdi>{behaviour[anchor]}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
