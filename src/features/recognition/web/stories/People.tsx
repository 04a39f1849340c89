// Colleagues whom a story is about: found as you type, each can be taken off again.
import { IconX } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Combobox, type Option } from '#ui/Combobox.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { useSession } from '#ui/session.tsx'

type Found = { items: { id: string; displayName: string; jobRole: { name: string } | null; unit: { name: string } | null }[] }
export interface Picked {
  id: string
  name: string
}
export const mostNamed = 8

export function People({ value, onChange, hint }: { value: Picked[]; onChange: (value: Picked[]) => void; hint: string }) {
  const t = useT('recognition')
  const { person } = useSession()
  const search = async (text: string, signal: AbortSignal): Promise<Option[]> => {
    const { items } = await api.get<Found>('/api/people', { search: { search: text, limit: '8' }, signal })
    return items
      .filter(({ id }) => id !== person.id && !value.some((one) => one.id === id))
      .map(({ id, displayName, jobRole, unit }) => ({
        value: id,
        label: displayName,
        note: [jobRole?.name, unit?.name].filter(Boolean).join(', '),
      }))
  }
  return (
    <Stack gap={2}>
      {value.length < mostNamed && (
        <Combobox
          key={value.length}
          label={t('stories.tell.people')}
          hint={hint}
          isRequired={false}
          value={null}
          onChange={(option) => option && onChange([...value, { id: option.value, name: option.label }])}
          search={search}
        />
      )}
      {value.length > 0 && (
        <Row gap={2}>
          {value.map(({ id, name }) => (
            <Button key={id} isSmall icon={IconX} onClick={() => onChange(value.filter((one) => one.id !== id))}>
              {t('stories.tell.takeOff', { name: `\u2068${name}\u2069` })}
            </Button>
          ))}
        </Row>
      )}
    </Stack>
  )
}
