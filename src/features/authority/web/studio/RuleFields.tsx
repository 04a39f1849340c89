import { IconCheck, IconPlus, IconX } from '@tabler/icons-react'
import { runCases } from '#engines/boundary/cases.ts'
import { useLevelName } from '#features/evidence/web/parts.tsx'
import { PrinciplePicker } from '#features/language/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import type { useForm } from '#ui/forms.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { DateField, SelectField, TextArea, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack, Well } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Tag } from '#ui/Words.tsx'
import type { Remedy, Situation } from '../../contract.ts'
import { codes, conditionWords, engineRule } from '../definition.ts'
import '../may-i/may-i.css'
import { RuleText } from '../RuleText.tsx'
import { type CaseValues, type ConditionValues, definitionFrom, newCase, newCondition, type RuleValues } from './rule-values.ts'

type Named = { id: string; name: string }
type Props = {
  form: ReturnType<typeof useForm<RuleValues>>
  situations: Situation[]
  remedies: Remedy[]
  roles: Named[]
  units: (Named & { parentId: string | null })[]
}
const options = (items: readonly Named[]) => items.map(({ id, name }) => ({ value: id, label: name }))
const levels = [0, 1, 2, 3, 4]

export function RuleFields(props: Props) {
  const t = useT('authority')
  const levelName = useLevelName()
  const { form, situations, remedies } = props
  const { values, set } = form
  return (
    <>
      <Section title={t('edit.what')} hasMargin note={t('edit.whatNote')}>
        <Stack isNarrow>
          <SelectField
            label={t('edit.situation')}
            isRequired
            empty={t('edit.choose')}
            {...form.field('situationId')}
            options={options(situations.filter(({ isRetired }) => !isRetired))}
          />
          <SelectField
            label={t('edit.remedy')}
            isRequired
            empty={t('edit.choose')}
            {...form.field('remedyId')}
            options={options(remedies.filter(({ isRetired }) => !isRetired))}
          />
          <PrinciplePicker label={t('edit.principle')} {...form.field('principleId')} />
        </Stack>
      </Section>
      <Section title={t('edit.limit')} hasMargin note={t('edit.limitNote')}>
        <Stack isNarrow>
          <SelectField
            label={t('edit.measure')}
            isRequired
            name="measure"
            value={values.measure}
            onChange={(measure) => set('measure', measure as RuleValues['measure'])}
            options={(['money', 'count', 'days', 'none'] as const).map((value) => ({ value, label: t(`edit.measures.${value}`) }))}
          />
          {values.measure === 'money' && (
            <SelectField
              label={t('edit.currency')}
              isRequired
              isShort
              {...form.field('currency')}
              options={['EUR', 'GBP', 'USD', 'CHF', 'AED', 'SAR'].map((value) => ({ value, label: value }))}
            />
          )}
          <SelectField
            label={t('edit.leastLevel')}
            isRequired
            {...form.field('leastLevel')}
            options={levels.map((level) => ({ value: String(level), label: levelName(level) }))}
          />
          {values.measure !== 'none' && (
            <Row align="start">
              {levels
                .filter((level) => level >= Number(values.leastLevel))
                .map((level) => (
                  <TextField
                    key={level}
                    kind="code"
                    isShort
                    label={levelName(level)}
                    isRequired={false}
                    value={values.limits[level] ?? ''}
                    onChange={(text) =>
                      set(
                        'limits',
                        values.limits.map((one, at) => (at === level ? text : one)),
                      )
                    }
                  />
                ))}
            </Row>
          )}
        </Stack>
      </Section>
      <Section title={t('edit.conditions')} hasMargin note={t('edit.conditionsNote')}>
        <Conditions {...props} />
      </Section>
      <Section title={t('edit.who2')} hasMargin note={t('edit.who2Note')}>
        <Stack isNarrow>
          <Chosen label={t('edit.roles')} items={props.roles} chosen={values.jobRoleIds} onChange={(ids) => set('jobRoleIds', ids)} />
          <Chosen label={t('edit.units')} items={props.units} chosen={values.unitIds} onChange={(ids) => set('unitIds', ids)} />
          <Row align="start">
            <DateField label={t('edit.from')} isRequired {...form.field('effectiveFrom')} />
            <DateField label={t('edit.until')} isRequired={false} {...form.field('effectiveUntil')} />
          </Row>
        </Stack>
      </Section>
      <Section title={t('edit.words')} hasMargin note={t('edit.wordsNote')}>
        <Stack isNarrow>
          {codes.map((code) => (
            <Words key={code} code={code} form={form} />
          ))}
          <TextField label={t('edit.reason')} hint={t('edit.reasonHint')} isRequired={false} maxLength={500} {...form.field('reason')} />
        </Stack>
      </Section>
      <Section title={t('rule.says')} hasMargin note={t('edit.saysNote')}>
        <Live {...props} />
      </Section>
      <Section title={t('rule.cases')} hasMargin note={t('edit.casesNote')}>
        <Cases {...props} />
      </Section>
    </>
  )
}

function Words({ code, form }: { code: (typeof codes)[number]; form: Props['form'] }) {
  const t = useT('authority')
  const { language } = useFormats()
  const words = form.values.texts[code]
  const say = (part: keyof typeof words) => (value: string) =>
    form.set('texts', { ...form.values.texts, [code]: { ...words, [part]: value } })
  const isNeeded = !codes.some((one) => form.values.texts[one].title.trim() !== '') && code === 'en'
  const isBegun = words.title.trim() !== '' || words.why.trim() !== ''
  return (
    <fieldset className="line">
      <legend>{language(code)}</legend>
      <TextField label={t('edit.name')} isRequired={isNeeded || isBegun} value={words.title} onChange={say('title')} maxLength={120} />
      <TextArea label={t('edit.why')} isRequired={isNeeded || isBegun} value={words.why} onChange={say('why')} maxLength={400} rows={2} />
      <TextArea label={t('edit.next')} hint={t('edit.nextHint')} isRequired={false} value={words.next} onChange={say('next')} rows={3} />
      <TextArea label={t('edit.say')} isRequired={false} value={words.say} onChange={say('say')} maxLength={300} rows={2} />
    </fieldset>
  )
}

function Chosen({
  label,
  items,
  chosen,
  onChange,
}: {
  label: string
  items: Named[]
  chosen: string[]
  onChange: (ids: string[]) => void
}) {
  const t = useT('authority')
  const left = items.filter(({ id }) => !chosen.includes(id))
  return (
    <Stack gap={2}>
      <SelectField
        label={label}
        isRequired={false}
        empty={t(chosen.length === 0 ? 'edit.everybody' : 'edit.addOne')}
        value=""
        onChange={(id) => id && onChange([...chosen, id])}
        options={options(left)}
      />
      <Row>
        {chosen.map((id) => (
          <Button key={id} isSmall kind="soft" icon={IconX} onClick={() => onChange(chosen.filter((one) => one !== id))}>
            {items.find((item) => item.id === id)?.name ?? '–'}
          </Button>
        ))}
      </Row>
    </Stack>
  )
}

function Conditions({ form }: Props) {
  const t = useT('authority')
  const { language } = useFormats()
  const { conditions } = form.values
  const change = (at: number, more: Partial<ConditionValues>) =>
    form.set(
      'conditions',
      conditions.map((one, i) => (i === at ? { ...one, ...more } : one)),
    )
  return (
    <div className="lines">
      {conditions.map((condition, at) => (
        <div key={condition.key} className="line">
          <SelectField
            label={t('edit.conditionKind')}
            isRequired
            value={condition.kind}
            onChange={(kind) => change(at, { kind: kind as ConditionValues['kind'] })}
            options={(['confirm', 'at-most'] as const).map((value) => ({ value, label: t(`edit.kinds.${value}`) }))}
          />
          {codes.map((code) => (
            <TextField
              key={code}
              label={t('edit.conditionText', { language: language(code) })}
              isRequired={code === 'en' && !condition.texts.de.trim() && !condition.texts.ar.trim()}
              maxLength={200}
              value={condition.texts[code]}
              onChange={(text) => change(at, { texts: { ...condition.texts, [code]: text } })}
            />
          ))}
          {condition.kind === 'at-most' && (
            <TextField
              kind="number"
              isShort
              label={t('edit.most')}
              isRequired
              value={condition.most}
              onChange={(most) => change(at, { most })}
            />
          )}
          <Row>
            <Button
              isSmall
              kind="plain"
              onClick={() =>
                form.set(
                  'conditions',
                  conditions.filter((_, i) => i !== at),
                )
              }
            >
              {t('ui:remove')}
            </Button>
          </Row>
        </div>
      ))}
      <Row>
        <Button icon={IconPlus} isSmall onClick={() => form.set('conditions', [...conditions, newCondition(conditions)])}>
          {t('edit.addCondition')}
        </Button>
      </Row>
    </div>
  )
}

/** The sentences of what stands in the form now. */
function Live({ form, situations, remedies, roles, units }: Props) {
  const t = useT('authority')
  const { code } = useLanguage()
  const definition = definitionFrom(form.values)
  const named = (items: readonly Named[]) => Object.fromEntries(items.map(({ id, name }) => [id, name]))
  const situation = situations.find(({ id }) => id === definition.situationId)?.name
  const remedy = remedies.find(({ id }) => id === definition.remedyId)?.name
  if (!situation || !remedy || !definition.effectiveFrom) return <p className="second">{t('edit.notYet')}</p>
  return (
    <Well>
      <RuleText
        rule={engineRule('draft', { version: 1, isEnd: false, definition })}
        names={{ situation, remedy, conditions: conditionWords(definition, code), jobRoles: named(roles), units: named(units) }}
      />
    </Well>
  )
}

function Cases(props: Props) {
  const t = useT('authority')
  const { form } = props
  const { cases } = form.values
  return (
    <div className="lines">
      {cases.map((one, at) => (
        <CaseFields key={`${at}`} {...props} one={one} at={at} />
      ))}
      <Row>
        <Button icon={IconPlus} isSmall onClick={() => form.set('cases', [...cases, newCase()])}>
          {t('edit.addCase')}
        </Button>
      </Row>
    </div>
  )
}

function CaseFields({ form, roles, units, one, at }: Props & { one: CaseValues; at: number }) {
  const t = useT('authority')
  const { code } = useLanguage()
  const levelName = useLevelName()
  const { cases } = form.values
  const change = (more: Partial<CaseValues>) =>
    form.set(
      'cases',
      cases.map((each, i) => (i === at ? { ...each, ...more } : each)),
    )
  const definition = definitionFrom(form.values)
  const pathOf = (id: string | null): string[] => {
    const unit = units.find((each) => each.id === id)
    return unit ? [...pathOf(unit.parentId), unit.id] : []
  }
  const asked = definition.cases.at(at)
  const rule = engineRule('draft', { version: 1, isEnd: false, definition })
  const [result] = !asked
    ? []
    : runCases([], rule, [
        {
          asker: { level: asked.level, jobRoleId: asked.jobRoleId, unitPath: pathOf(asked.unitId) },
          amount: asked.amount,
          facts: asked.facts,
          expected: asked.expected,
        },
      ])
  const words = conditionWords(definition, code)
  const answers: { value: CaseValues['expected']; label: string }[] = (['yes', 'yes-if', 'not-alone'] as const).map((value) => ({
    value,
    label: t(`answer.word.${value}`),
  }))
  return (
    <div className="line">
      <TextField label={t('edit.caseTitle')} isRequired value={one.title} onChange={(title) => change({ title })} maxLength={200} />
      <Row align="start">
        <SelectField
          label={t('edit.caseLevel')}
          isRequired
          value={one.level}
          onChange={(level) => change({ level })}
          options={levels.map((level) => ({ value: String(level), label: levelName(level) }))}
        />
        {definition.jobRoleIds.length > 0 && (
          <SelectField
            label={t('edit.caseRole')}
            isRequired={false}
            empty={t('edit.noneOf')}
            value={one.jobRoleId}
            onChange={(jobRoleId) => change({ jobRoleId })}
            options={options(roles)}
          />
        )}
        {definition.unitIds.length > 0 && (
          <SelectField
            label={t('edit.caseUnit')}
            isRequired={false}
            empty={t('edit.noneOf')}
            value={one.unitId}
            onChange={(unitId) => change({ unitId })}
            options={options(units)}
          />
        )}
        {definition.measure !== 'none' && (
          <TextField
            kind="code"
            isShort
            label={t('edit.caseAmount')}
            isRequired={false}
            value={one.amount}
            onChange={(amount) => change({ amount })}
          />
        )}
      </Row>
      {definition.conditions.map((condition) =>
        condition.kind === 'confirm' ? (
          <Checkbox
            key={condition.key}
            label={words[condition.key] ?? condition.key}
            isOn={one.facts[condition.key] === 'yes'}
            onChange={(isOn) => change({ facts: { ...one.facts, [condition.key]: isOn ? 'yes' : 'no' } })}
          />
        ) : (
          <TextField
            key={condition.key}
            kind="number"
            isShort
            label={words[condition.key] ?? condition.key}
            isRequired={false}
            value={one.facts[condition.key] ?? ''}
            onChange={(value) => change({ facts: { ...one.facts, [condition.key]: value.replace(/\D/g, '') } })}
          />
        ),
      )}
      <SelectField
        label={t('edit.expected')}
        isRequired
        value={one.expected}
        onChange={(expected) => change({ expected: expected as CaseValues['expected'] })}
        options={answers.map(({ value, label }) => ({ value, label }))}
      />
      <Row>
        {result?.isPassed ? (
          <Tag meaning="good" icon={IconCheck}>
            {t('rule.passed', { answer: t(`answer.word.${result.verdict}`) })}
          </Tag>
        ) : (
          <Tag meaning="stop">
            {t('rule.failed', { expected: t(`answer.word.${one.expected}`), answer: t(`answer.word.${result?.verdict ?? 'not-alone'}`) })}
          </Tag>
        )}
        <Button
          isSmall
          kind="plain"
          onClick={() =>
            form.set(
              'cases',
              cases.filter((_, i) => i !== at),
            )
          }
        >
          {t('ui:remove')}
        </Button>
      </Row>
    </div>
  )
}
