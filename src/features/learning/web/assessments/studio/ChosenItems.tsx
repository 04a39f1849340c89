// The items of a fixed assessment, in their order; found in the bank by their words.
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Button, IconButton } from '#ui/Button.tsx'
import { List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { SearchField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { usePages } from '#ui/queries.ts'
import type { ItemRow } from '../../../contract/items.ts'

interface Chosen {
  id: string
  prompt: string
}
export function ChosenItems({ items, onChange }: { items: Chosen[]; onChange: (items: Chosen[]) => void }) {
  const t = useT('learning')
  const [q, setQ] = useState('')
  const found = usePages<ItemRow>('/api/items', { q, state: 'live', limit: '20' })
  const offered = found.items.filter(({ id }) => items.every((one) => one.id !== id))
  const move = (from: number, by: number) => {
    const next = items.filter((_, i) => i !== from)
    next.splice(from + by, 0, items.at(from)!)
    onChange(next)
  }
  return (
    <Stack>
      <List
        label={t('assessments.chosen')}
        items={items.map(({ id, prompt }, i) => ({
          key: id,
          title: <bdi>{prompt}</bdi>,
          end: (
            <Row gap={1}>
              {i > 0 && <IconButton icon={IconArrowUp} label={t('assessments.up', { name: prompt })} onClick={() => move(i, -1)} />}
              {i < items.length - 1 && (
                <IconButton icon={IconArrowDown} label={t('assessments.down', { name: prompt })} onClick={() => move(i, 1)} />
              )}
              <IconButton
                icon={IconX}
                label={t('assessments.remove', { name: prompt })}
                onClick={() => onChange(items.filter((one) => one.id !== id))}
              />
            </Row>
          ),
        }))}
      />
      <SearchField label={t('assessments.find')} value={q} onChange={setQ} />
      <List
        label={t('assessments.found')}
        items={offered.map(({ id, prompt }) => ({
          key: id,
          title: <bdi>{prompt}</bdi>,
          end: (
            <Button isSmall onClick={() => onChange([...items, { id, prompt }])}>
              {t('assessments.take')}
            </Button>
          ),
        }))}
      />
    </Stack>
  )
}
