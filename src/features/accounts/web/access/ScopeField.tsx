import { RadioGroup } from '#ui/Choices.tsx'
import { useT } from '#ui/i18n.ts'
import { UnitField } from './UnitField.tsx'

/** For the whole organisation, or for one unit and everything below it. */
export function ScopeField({
  isUnit,
  onIsUnit,
  unitId,
  onUnit,
}: {
  isUnit: boolean
  onIsUnit: (isUnit: boolean) => void
  unitId: string
  onUnit: (unitId: string) => void
}) {
  const t = useT('accounts')
  return (
    <>
      <RadioGroup
        label={t('roles.scope')}
        value={isUnit ? 'unit' : 'all'}
        onChange={(value) => onIsUnit(value === 'unit')}
        options={[
          { value: 'all', label: t('roles.everywhere') },
          { value: 'unit', label: t('roles.oneUnit') },
        ]}
      />
      {isUnit && <UnitField label={t('roles.unit')} isRequired value={unitId} onChange={onUnit} />}
    </>
  )
}
