import type { ReactNode } from 'react'
import { inTreeOrder } from '#features/people/web/parts.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { useUnits } from '../queries.ts'

type Placed = ReturnType<typeof inTreeOrder>[number]

/** What lies at and below some units, each of them as a beginning of its own; null is the whole tree. */
function below(tree: Placed[], roots: readonly (string | null)[]): Placed[] {
  if (roots.includes(null)) return tree
  const found: Placed[] = []
  let from: number | undefined
  for (const { unit, depth } of tree) {
    if (from !== undefined && depth <= from) from = undefined
    if (from === undefined && roots.includes(unit.id)) from = depth
    if (from !== undefined) found.push({ unit, depth: depth - from })
  }
  return found
}

/** One unit of the tree, indented as the tree is. `roots`: only at and below these. */
export function UnitField({
  value,
  onChange,
  label,
  hint,
  isRequired,
  roots = [null],
}: {
  value: string
  onChange: (unitId: string) => void
  label: string
  hint?: ReactNode
  isRequired?: boolean
  roots?: readonly (string | null)[]
}) {
  const t = useT('accounts')
  const units = useUnits()
  const shown = below(inTreeOrder(units.data?.items ?? []), roots)
  return (
    <SelectField
      label={label}
      hint={hint}
      name="unitId"
      isRequired={isRequired}
      empty={t(isRequired === false ? 'field.noUnit' : 'field.chooseUnit')}
      options={shown.map(({ unit, depth }) => ({ value: unit.id, label: `${'\u2003'.repeat(depth)}${unit.name}` }))}
      value={value}
      onChange={onChange}
    />
  )
}
