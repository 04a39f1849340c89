import { useState } from 'react'
// What a pack consists of and how each part stands here; where pack and house differ, whose words count is chosen part by part.
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { FilterBar, LoadMore } from '#ui/Lists.tsx'
import type { Meaning } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { PackView, PartRow } from '../../contract/packs.ts'

export type Choices = Record<string, 'mine' | 'theirs'>
const kinds: PartRow['kind'][] = ['lesson', 'scenario', 'item', 'card']
const states: PartRow['state'][] = ['update', 'both', 'changed', 'removed', 'own', 'new', 'same']
const meaningOf: Record<PartRow['state'], Meaning | undefined> = {
  new: undefined,
  same: 'good',
  changed: 'note',
  removed: 'note',
  update: 'wait',
  both: 'wait',
  own: 'note',
}
const shownAtOnce = 30

export function Parts({
  pack,
  search,
  onSearch,
  choices,
  onChoice,
}: {
  pack: PackView
  search: { kind: string; state: string }
  onSearch: (change: Partial<{ kind: string; state: string }>) => void
  choices: Choices
  onChoice: (part: string, choice: 'mine' | 'theirs' | undefined) => void
}) {
  const t = useT('learning')
  const { language } = useFormats()
  const [most, setMost] = useState(shownAtOnce)
  const rows = pack.parts
    .filter(({ kind, state }) => (search.kind === '' || kind === search.kind) && (search.state === '' || state === search.state))
    // What asks for a look comes first.
    .toSorted((a, b) => Number(asks(b)) - Number(asks(a)))
  const count = (state: string) => pack.parts.filter((one) => one.state === state).length
  const isFiltered = search.kind !== '' || search.state !== ''
  return (
    <Section title={t('packs.parts')} note={t('packs.partsNote')}>
      <Stack>
        <FilterBar onReset={isFiltered ? () => onSearch({ kind: '', state: '' }) : undefined}>
          <SelectField
            label={t('items.by.kind')}
            isRequired
            value={search.kind}
            empty={t('items.any.kind')}
            onChange={(kind) => onSearch({ kind })}
            options={kinds.map((value) => ({ value, label: t(`packs.kinds.${value}`) }))}
          />
          <SelectField
            label={t('items.by.state')}
            isRequired
            value={search.state}
            empty={t('packs.anyState')}
            onChange={(state) => onSearch({ state })}
            options={states
              .filter((state) => count(state) > 0)
              .map((value) => ({ value, label: `${t(`packs.states.${value}`)} (${count(value)})` }))}
          />
        </FilterBar>
        <Table
          caption={t('packs.parts')}
          rows={rows.slice(0, most)}
          rowKey={({ part }) => part}
          rowTo={({ part }) => `/packs/${pack.key}/part?part=${encodeURIComponent(part)}`}
          empty={<EmptyState title={t('items.notFound')} text={t('items.notFoundText')} />}
          columns={[
            { key: 'title', label: t('packs.part.name'), cell: ({ title }) => <bdi>{title}</bdi> },
            {
              key: 'kind',
              label: t('items.by.kind'),
              cell: ({ kind, level, minutes }) => <Kind kind={kind} level={level} minutes={minutes} />,
            },
            { key: 'languages', label: t('items.languages'), cell: (row) => row.languages.map((code) => language(code)).join(', ') },
            {
              key: 'state',
              label: t('items.by.state'),
              cell: ({ state }) => <Tag meaning={meaningOf[state]}>{t(`packs.states.${state}`)}</Tag>,
            },
            {
              key: 'choice',
              label: t('packs.whose'),
              isLabelSpoken: true,
              cell: ({ part, state, title }) =>
                state !== 'new' &&
                state !== 'same' && (
                  <SelectField
                    label={t('packs.whoseOf', { title })}
                    isLabelSpoken
                    isRequired
                    value={choices[part] ?? ''}
                    empty={t(state === 'update' ? 'packs.theirsComes' : state === 'removed' ? 'packs.staysAway' : 'packs.mineStays')}
                    onChange={(choice) => onChoice(part, (choice || undefined) as 'mine' | 'theirs' | undefined)}
                    options={[
                      ...(state === 'update' || state === 'both' ? [{ value: 'mine', label: t('packs.keepMine') }] : []),
                      ...(state === 'update' ? [] : [{ value: 'theirs', label: t('packs.takeTheirs') }]),
                    ]}
                  />
                ),
            },
          ]}
        />
        <LoadMore shown={Math.min(most, rows.length)} hasMore={rows.length > most} isBusy={false} onMore={() => setMost(most + 100)} />
      </Stack>
    </Section>
  )
}
const asks = ({ state }: PartRow): boolean => state === 'update' || state === 'both'

function Kind({ kind, level, minutes }: Pick<PartRow, 'kind' | 'level' | 'minutes'>) {
  const t = useT('learning')
  const facts = [
    t(`packs.kind.${kind}`),
    ...(level === null ? [] : [t(`items.levels.${level}`)]),
    ...(minutes === null ? [] : [t('lessons.minutes', { count: minutes })]),
  ]
  return facts.join(' · ')
}
