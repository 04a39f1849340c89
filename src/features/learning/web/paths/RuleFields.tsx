// What a rule asks, and what a path is made of: short lists, each chosen one by one.
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { families } from '#engines/lesson/lesson.ts'
import { inTreeOrder, useUnits } from '#features/people/web/parts.tsx'
import { IconButton } from '#ui/Button.tsx'
import { useLanguage, useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { useGet } from '#ui/queries.ts'
import { Tag } from '#ui/Words.tsx'
import type { StepChoice } from '../../contract/paths.ts'
import type { Values } from './values.ts'
import './paths.css'

type Set_ = <Name extends keyof Values>(name: Name, value: Values[Name]) => void
interface Choice {
  value: string
  label: string
}
function Chosen({
  label,
  hint,
  add,
  chosen,
  choices,
  onChange,
}: {
  label: string
  hint?: string
  add: string
  chosen: string[]
  choices: Choice[]
  onChange: (chosen: string[]) => void
}) {
  const t = useT('learning')
  const nameOf = (value: string) => choices.find((one) => one.value === value)?.label.trim() ?? t('paths.gone')
  return (
    <div>
      <SelectField
        label={label}
        hint={hint}
        isRequired={false}
        value=""
        empty={add}
        onChange={(value) => value && onChange([...chosen, value])}
        options={choices.filter(({ value }) => !chosen.includes(value))}
      />
      {chosen.length > 0 && (
        <ul className="path-chosen" aria-label={label}>
          {chosen.map((value) => (
            <li key={value}>
              <bdi>{nameOf(value)}</bdi>
              <IconButton
                icon={IconX}
                label={t('paths.remove', { name: nameOf(value) })}
                onClick={() => onChange(chosen.filter((one) => one !== value))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface Named {
  items: { id: string; name: string }[]
}
const choicesOf = (data: Named | undefined): Choice[] => (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))

export function RuleFields({ values, set }: { values: Values; set: Set_ }) {
  const t = useT('learning')
  const units = useUnits()
  const roles = useGet<Named>('/api/job-roles')
  const sites = useGet<Named>('/api/sites')
  return (
    <Stack>
      <Chosen
        label={t('paths.field.families')}
        add={t('paths.any.families')}
        chosen={values.families}
        onChange={(chosen) => set('families', chosen)}
        choices={families.map((value) => ({ value, label: t(`families.${value}`) }))}
      />
      <Chosen
        label={t('paths.field.jobRoles')}
        add={t('paths.any.jobRoles')}
        chosen={values.jobRoleIds}
        onChange={(chosen) => set('jobRoleIds', chosen)}
        choices={choicesOf(roles.data)}
      />
      <Chosen
        label={t('paths.field.units')}
        hint={t('paths.field.unitsHint')}
        add={t('paths.any.units')}
        chosen={values.unitIds}
        onChange={(chosen) => set('unitIds', chosen)}
        choices={inTreeOrder(units.data?.items ?? []).map(({ unit, depth }) => ({
          value: unit.id,
          label: `${'\u2003'.repeat(depth)}${unit.name}`,
        }))}
      />
      <Chosen
        label={t('paths.field.sites')}
        add={t('paths.any.sites')}
        chosen={values.siteIds}
        onChange={(chosen) => set('siteIds', chosen)}
        choices={choicesOf(sites.data)}
      />
      <Chosen
        label={t('paths.field.languages')}
        add={t('paths.any.languages')}
        chosen={values.languages}
        onChange={(chosen) => set('languages', chosen)}
        choices={(['en', 'de', 'ar'] as const).map((value) => ({ value, label: t(`paths.language.${value}`) }))}
      />
    </Stack>
  )
}

export function StepFields({
  values,
  set,
  known,
}: {
  values: Values
  set: Set_
  known: { id: string; title: string | null; isThere: boolean }[]
}) {
  const t = useT('learning')
  const { code } = useLanguage()
  const choices = useGet<{ items: StepChoice[] }>('/api/path-step-choices', { language: code }).data?.items ?? []
  const { steps } = values
  const titleOf = (id: string) =>
    choices.find((one) => one.id === id)?.title ?? known.find((one) => one.id === id)?.title ?? t('paths.gone')
  const move = (from: number, to: number) => set('steps', steps.toSpliced(from, 1).toSpliced(to, 0, ...steps.slice(from, from + 1)))
  return (
    <Stack>
      {steps.length > 0 && (
        <ol className="path-steps" aria-label={t('paths.field.steps')}>
          {steps.map(({ id, kind }, i) => (
            <li key={id}>
              <span>
                <bdi>{titleOf(id)}</bdi> <small className="second">{t(`paths.kind.${kind}`)}</small>
                {known.some((one) => one.id === id && !one.isThere) && <Tag meaning="wait">{t('paths.retired')}</Tag>}
              </span>
              <span className="path-step-tools">
                {i > 0 && <IconButton icon={IconArrowUp} label={t('paths.up', { name: titleOf(id) })} onClick={() => move(i, i - 1)} />}
                {i < steps.length - 1 && (
                  <IconButton icon={IconArrowDown} label={t('paths.down', { name: titleOf(id) })} onClick={() => move(i, i + 1)} />
                )}
                <IconButton
                  icon={IconX}
                  label={t('paths.remove', { name: titleOf(id) })}
                  onClick={() => set('steps', steps.toSpliced(i, 1))}
                />
              </span>
            </li>
          ))}
        </ol>
      )}
      <SelectField
        label={t('paths.addStep')}
        isRequired={false}
        value=""
        empty={t('paths.chooseStep')}
        onChange={(id) => {
          const chosen = choices.find((one) => one.id === id)
          if (chosen) set('steps', [...steps, { kind: chosen.kind, id }])
        }}
        options={choices
          .filter(({ id }) => !steps.some((step) => step.id === id))
          .map(({ id, title, kind, level }) => ({
            value: id,
            label: `${title ?? ''} (${t(`paths.kind.${kind}`)}, ${t(`lessons.level.${level}`)})`,
          }))}
      />
    </Stack>
  )
}
