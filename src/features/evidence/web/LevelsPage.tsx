import { IconPlus } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { api, etagOf } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Requirements } from '../contract.ts'
import { useLevelName } from './parts.tsx'
import './evidence.css'

const kinds = ['knowledge', 'scenario', 'observed', 'customer', 'sign-off'] as const
type Line = { level: number; kind: string; needed: string; validDays: string }
const path = '/api/level-requirements'

/** What each level asks for. */
export function LevelsPage() {
  const t = useT('evidence')
  const query = useGet<Requirements>(path)
  return (
    <Page title={t('levels.title')} lead={t('levels.lead')} who={t('levels.who')}>
      <Reading query={query} t={t}>
        {(requirements) => <Edit key={requirements.version} requirements={requirements} />}
      </Reading>
    </Page>
  )
}

function Edit({ requirements }: { requirements: Requirements }) {
  const t = useT('evidence')
  const levelName = useLevelName()
  const form = useForm({
    initial: {
      lines: requirements.items.map((item): Line => ({
        level: item.level,
        kind: item.kind,
        needed: String(item.needed),
        validDays: item.validDays === null ? '' : String(item.validDays),
      })),
    },
  })
  const { lines } = form.values
  const set = (at: number, change: Partial<Line>) =>
    form.set(
      'lines',
      lines.map((line, i) => (i === at ? { ...line, ...change } : line)),
    )
  const save = useWrite(
    (values: typeof form.values, options) =>
      api.put(
        path,
        {
          items: values.lines.map((line) => ({
            level: line.level,
            kind: line.kind,
            needed: Number(line.needed),
            validDays: line.validDays ? Number(line.validDays) : null,
          })),
        },
        { ...options, ifMatch: etagOf(requirements) },
      ),
    {
      stale: [path, '/api/people'],
      onDone: () => {
        form.done()
        toast({ title: t('levels.done') })
      },
    },
  )
  return (
    <>
      {requirements.isDefault && <p>{t('levels.isDefault')}</p>}
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} isWide t={t}>
        {[1, 2, 3, 4].map((level) => (
          <Section key={level} title={levelName(level)} note={t(`about.level${level}`)} hasMargin>
            <Stack>
              {lines.map(
                (line, at) =>
                  line.level === level && (
                    <div key={`${at}`} className="level-line">
                      <SelectField
                        label={t('levels.kind')}
                        value={line.kind}
                        onChange={(kind) => set(at, { kind })}
                        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
                      />
                      <TextField
                        kind="number"
                        isShort
                        label={t('levels.needed')}
                        isRequired
                        value={line.needed}
                        onChange={(needed) => set(at, { needed })}
                      />
                      <TextField
                        kind="number"
                        isShort
                        label={t('levels.validDays')}
                        isRequired={false}
                        value={line.validDays}
                        onChange={(validDays) => set(at, { validDays })}
                      />
                      <Button
                        kind="plain"
                        isSmall
                        onClick={() =>
                          form.set(
                            'lines',
                            lines.filter((_, i) => i !== at),
                          )
                        }
                      >
                        {t('ui:remove')}
                      </Button>
                    </div>
                  ),
              )}
              <Row>
                <Button
                  icon={IconPlus}
                  isSmall
                  onClick={() =>
                    form.set('lines', [
                      ...lines,
                      {
                        level,
                        kind: kinds.find((kind) => !lines.some((line) => line.level === level && line.kind === kind)) ?? 'observed',
                        needed: '1',
                        validDays: '',
                      },
                    ])
                  }
                >
                  {t('levels.add')}
                </Button>
              </Row>
            </Stack>
          </Section>
        ))}
        <FormActions>
          <Button kind="filled" type="submit">
            {t('ui:save')}
          </Button>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
