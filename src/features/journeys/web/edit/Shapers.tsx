// Whose work shapes a step: a job role, a unit, or both together, each with one plain sentence.
import { IconPlus } from '@tabler/icons-react'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { newOwnId } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Grid, Row, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { useGet } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { StepWording } from '../../contract.ts'
import { SaidField } from './Languages.tsx'

type ShaperValues = StepWording['shapers'][number]
const lanes = ['front', 'back', 'support'] as const

export function Shapers({
  shapers,
  onShapers,
  language,
  defaultLanguage,
}: {
  shapers: ShaperValues[]
  onShapers: (shapers: ShaperValues[]) => void
  language: string
  defaultLanguage: string
}) {
  const t = useT('journeys')
  const roles = useGet<{ items: { id: string; name: string }[] }>('/api/job-roles').data?.items ?? []
  const change = (id: string, part: Partial<ShaperValues>) => onShapers(shapers.map((one) => (one.id === id ? { ...one, ...part } : one)))
  const remove = (gone: ShaperValues) => {
    onShapers(shapers.filter(({ id }) => id !== gone.id))
    toast({ title: t('shaper.removed'), action: { label: t('ui:undo'), onChoose: () => onShapers(shapers) } })
  }
  const add = () =>
    onShapers([...shapers, { id: newOwnId(), unitId: null, jobRoleId: null, lane: 'back', texts: { sentence: {}, harm: {} } }])
  return (
    <Stack gap={5}>
      {shapers.length === 0 && <Message kind="note" title={t('shaper.none')} />}
      {shapers.map((shaper, i) => (
        <fieldset key={shaper.id} className="shaper-fields">
          <legend>{t('shaper.title', { n: i + 1 })}</legend>
          <Stack gap={3}>
            <Grid columns={3} gap={3}>
              <SelectField
                label={t('edit.role')}
                value={shaper.jobRoleId ?? ''}
                onChange={(jobRoleId) => change(shaper.id, { jobRoleId: jobRoleId || null })}
                empty={t('shaper.anyRole')}
                options={roles.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <UnitPicker
                label={t('gaps.unit')}
                value={shaper.unitId ?? ''}
                onChange={(unitId) => change(shaper.id, { unitId: unitId || null })}
                empty={t('shaper.anyUnit')}
              />
              <SelectField
                label={t('shaper.lane')}
                value={shaper.lane}
                onChange={(lane) => change(shaper.id, { lane: lane as ShaperValues['lane'] })}
                options={lanes.map((value) => ({ value, label: t(`lane.${value}`) }))}
              />
            </Grid>
            {shaper.unitId === null && shaper.jobRoleId === null && <p className="margin-note">{t('shaper.needsPlace')}</p>}
            <SaidField
              label={t('shaper.sentence')}
              hint={t('shaper.sentenceHint')}
              name={`shapers/${i}/texts/sentence`}
              said={shaper.texts.sentence}
              onSaid={(sentence) => change(shaper.id, { texts: { ...shaper.texts, sentence } })}
              isLong
              maxLength={300}
              language={language}
              defaultLanguage={defaultLanguage}
            />
            <SaidField
              label={t('shaper.harm')}
              hint={t('shaper.harmHint')}
              name={`shapers/${i}/texts/harm`}
              said={shaper.texts.harm}
              onSaid={(harm) => change(shaper.id, { texts: { ...shaper.texts, harm } })}
              isLong
              maxLength={300}
              language={language}
              defaultLanguage={defaultLanguage}
            />
            <Row>
              <Button kind="plain" isSmall onClick={() => remove(shaper)}>
                {t('ui:remove')}
              </Button>
            </Row>
          </Stack>
        </fieldset>
      ))}
      <Row>
        <Button icon={IconPlus} onClick={add}>
          {t('shaper.add')}
        </Button>
      </Row>
    </Stack>
  )
}
