import { api } from '#ui/client.ts'
import { Combobox, type Option } from '#ui/Combobox.tsx'
import { useT } from '#ui/i18n.ts'
import { useSession } from '#ui/session.tsx'
import type { GiveForm } from '../contract.ts'

type Found = { items: { id: string; displayName: string; jobRole: { name: string } | null; unit: { name: string } | null }[] }
const mostUnits = 3

/** `person:<id>` or `unit:<id>`, found as you type; without a network among the people of my own unit. */
export function Whom({
  form,
  value,
  onChange,
  error,
}: {
  form: GiveForm | undefined
  value: Option | null
  onChange: (value: Option | null) => void
  error?: string
}) {
  const t = useT('recognition')
  const { person } = useSession()
  const near = (): Option[] => [
    ...(form?.colleagues ?? []).map(({ id, name, about }) => ({ value: `person:${id}`, label: name, ...(about ? { note: about } : {}) })),
    ...(form?.unit?.name ? [{ value: `unit:${form.unit.id}`, label: form.unit.name, note: t('give.wholeUnit') }] : []),
  ]
  const search = async (text: string, signal: AbortSignal): Promise<Option[]> => {
    const sought = text.toLocaleLowerCase()
    const known = near().filter(({ label }) => label.toLocaleLowerCase().includes(sought))
    if (!sought && known.length > 0) return known.slice(0, 8)
    try {
      const [people, units] = await Promise.all([
        api.get<Found>('/api/people', { search: { search: text, limit: '8' }, signal }),
        api.get<{ items: { id: string; name: string }[] }>('/api/units', { signal }),
      ])
      return [
        ...people.items
          .filter(({ id }) => id !== person.id)
          .map(({ id, displayName, jobRole, unit }) => ({
            value: `person:${id}`,
            label: displayName,
            note: [jobRole?.name, unit?.name].filter(Boolean).join(', '),
          })),
        ...units.items
          .filter(({ name }) => sought && name.toLocaleLowerCase().includes(sought))
          .slice(0, mostUnits)
          .map(({ id, name }) => ({ value: `unit:${id}`, label: name, note: t('give.wholeUnit') })),
      ]
    } catch (failed) {
      if (known.length > 0) return known
      throw failed
    }
  }
  return (
    <Combobox
      label={t('give.whom')}
      hint={t('give.whomHint')}
      name="whom"
      isRequired
      value={value}
      onChange={onChange}
      search={search}
      error={error}
    />
  )
}
