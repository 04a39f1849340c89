// What each column means: guessed, shown, and corrected here. Names of columns only, never what stands in them.
import { useState } from 'react'
import { useGo } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import type { ImportChoices, ImportView } from '../../contract.ts'
import { keepFile, keptFile, path, sendFile } from './queries.ts'

const fields = [
  'hrNumber',
  'givenName',
  'familyName',
  'fullName',
  'preferredName',
  'email',
  'unitPath',
  'unitCode',
  'site',
  'siteTimeZone',
  'jobRole',
  'manager',
  'leadsUnit',
  'startedOn',
  'leftOn',
  'status',
  'language',
] as const

export function Columns({ view }: { view: ImportView }) {
  const t = useT('people')
  const go = useGo()
  const { day } = useFormats()
  const dayOf = (date: string | null | undefined) => (date ? day(date) : undefined)
  const { shape } = view
  const kept = keptFile()
  const [choice, setChoice] = useState<Record<number, string>>(() =>
    Object.fromEntries(Object.entries(shape?.fields ?? {}).flatMap(([field, columns]) => columns.map((column) => [column, field]))),
  )
  const [orders, setOrders] = useState<Record<string, string>>({})
  const [absent, setAbsent] = useState<string>(kept?.choices.absent ?? 'leave')
  const again = useWrite(
    (choices: ImportChoices) => (kept ? sendFile(kept.file, choices, () => undefined) : Promise.reject(new Error('the file is gone'))),
    {
      stale: [path],
      onDone: (next, choices) => {
        if (kept) keepFile(kept.file, choices)
        go(`/import/${next.id}`, 'replace')
      },
    },
  )
  if (!shape) return null
  const send = () => {
    const chosen: Record<string, number[]> = {}
    for (const { column } of shape.columns) if (choice[column]) (chosen[choice[column]] ??= []).push(column)
    const answered = Object.fromEntries(Object.entries(orders).filter(([, order]) => order !== ''))
    void again.run({
      fields: chosen,
      isComplete: true,
      absent: absent === 'keep' ? 'keep' : 'leave',
      ...(shape.leaderRules.length > 0 ? { leaderRules: shape.leaderRules } : {}),
      ...(Object.keys(answered).length > 0
        ? { dateOrder: answered }
        : kept?.choices.dateOrder
          ? { dateOrder: kept.choices.dateOrder }
          : {}),
    })
  }
  return (
    <Section title={t('import.columns')} note={t('import.columnsNote', { encoding: shape.encoding })}>
      <Stack>
        {view.questions.map((question) => (
          <Message key={question.field} kind="wait" title={t('import.whichDate', { column: question.column })}>
            <RadioGroup
              label={t('import.whichDateText', { value: question.examples[0]?.value ?? '' })}
              name={question.field}
              value={orders[question.field] ?? ''}
              onChange={(order) => setOrders({ ...orders, [question.field]: order })}
              options={[
                { value: 'day-first', label: t('import.dayFirst'), note: dayOf(question.examples[0]?.dayFirst) },
                { value: 'month-first', label: t('import.monthFirst'), note: dayOf(question.examples[0]?.monthFirst) },
              ]}
            />
          </Message>
        ))}
        {!kept && (
          <Message kind="note" title={t('import.fileGone')}>
            {t('import.fileGoneText')}
          </Message>
        )}
        <Table
          caption={t('import.columns')}
          rows={shape.columns}
          rowKey={({ column }) => String(column)}
          empty={null}
          columns={[
            { key: 'header', label: t('import.column'), cell: ({ header }) => <bdi>{header}</bdi> },
            {
              key: 'field',
              label: t('import.means'),
              cell: ({ column, header }) =>
                !kept ? (
                  choice[column] ? (
                    t(`import.field.${choice[column]}`)
                  ) : (
                    t('import.leftOut')
                  )
                ) : (
                  <SelectField
                    label={t('import.meaningOf', { column: header })}
                    isLabelSpoken
                    empty={t('import.leftOut')}
                    options={fields.map((field) => ({ value: field, label: t(`import.field.${field}`) }))}
                    value={choice[column] ?? ''}
                    onChange={(field) => setChoice({ ...choice, [column]: field })}
                  />
                ),
            },
            { key: 'reason', label: t('import.why'), cell: ({ reason }) => t(`import.reason.${reason}`) },
          ]}
        />
        <RadioGroup
          label={t('import.absent')}
          name="absent"
          value={absent}
          onChange={setAbsent}
          options={[
            { value: 'leave', label: t('import.absentLeave'), note: t('import.absentLeaveNote') },
            { value: 'keep', label: t('import.absentKeep'), note: t('import.absentKeepNote') },
          ]}
        />
        {again.problem && <ProblemView problem={again.problem} t={t} />}
        <Row>
          <Button isBusy={again.isBusy} offReason={kept ? undefined : t('import.fileGone')} onClick={send}>
            {t('import.readAgain')}
          </Button>
        </Row>
      </Stack>
    </Section>
  )
}
