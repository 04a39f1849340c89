import { api } from '#ui/client.ts'
// What pages to the right may use of people: choosing a person, a unit, and how a unit's path reads.
import { Combobox } from '#ui/Combobox.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import type { PersonRow, Unit } from '../contract.ts'
import { useUnits } from './queries.ts'

export { useUnits } from './queries.ts'

export type PersonChoice = { value: string; label: string; note?: string }

export const choiceOf = (person: { id: string; name: string } | null | undefined): PersonChoice | null =>
  person ? { value: person.id, label: person.name } : null

/** One person of the directory, found as you type. `without`: somebody who can't be chosen. */
export function PersonPicker({
  label,
  hint,
  name,
  value,
  onChange,
  without,
  isRequired,
}: {
  label: string
  hint?: string
  name?: string
  value: PersonChoice | null
  onChange: (value: PersonChoice | null) => void
  without?: string
  isRequired?: boolean
}) {
  const search = async (text: string, signal: AbortSignal): Promise<PersonChoice[]> => {
    const found = await api.get<{ items: PersonRow[] }>('/api/people', { search: { search: text, limit: '8' }, signal })
    return found.items
      .filter(({ id }) => id !== without)
      .map((person) => ({
        value: person.id,
        label: person.displayName,
        note: [person.jobRole?.name, person.unit?.name].filter(Boolean).join(', '),
      }))
  }
  return <Combobox label={label} hint={hint} name={name} value={value} onChange={onChange} search={search} isRequired={isRequired} />
}

/** Units in the order of the tree, each with its depth. */
export function inTreeOrder(units: Unit[]): { unit: Unit; depth: number }[] {
  const below = Map.groupBy(units, (unit) => unit.parentId)
  const walk = (parentId: string | null, depth: number): { unit: Unit; depth: number }[] =>
    (below.get(parentId) ?? []).flatMap((unit) => [{ unit, depth }, ...walk(unit.id, depth + 1)])
  return walk(null, 0)
}

/** A unit of the organisation, indented as the tree is. `without`: a unit that can't be chosen, with all below it. */
export function UnitPicker({
  label,
  hint,
  name,
  value,
  onChange,
  empty,
  isRequired,
  without,
}: {
  label: string
  hint?: string
  name?: string
  value: string
  onChange: (value: string) => void
  empty?: string
  isRequired?: boolean
  without?: string
}) {
  const t = useT('people')
  const units = useUnits()
  const tree = inTreeOrder(units.data?.items ?? [])
  const from = tree.findIndex(({ unit }) => unit.id === without)
  const to = from < 0 ? -1 : tree.findIndex(({ depth }, i) => i > from && depth <= (tree[from]?.depth ?? 0))
  const isOff = (i: number): boolean => from >= 0 && i >= from && (to < 0 || i < to)
  return (
    <SelectField
      label={label}
      hint={hint}
      name={name}
      value={value}
      onChange={onChange}
      empty={empty ?? t('choose')}
      isRequired={isRequired}
      options={tree.map(({ unit, depth }, i) => ({ value: unit.id, label: `${'\u2003'.repeat(depth)}${unit.name}`, isOff: isOff(i) }))}
    />
  )
}
