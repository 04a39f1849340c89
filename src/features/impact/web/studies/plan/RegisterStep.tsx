// Fixing the plan before anybody has seen a result; afterwards it can only be read.
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Facts, Secret } from '#ui/Facts.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { toast } from '#ui/toast.ts'
import type { Study } from '../../../contract/studies.ts'
import { isLate } from '../late.ts'
import { pathOf, useStudyWrite } from '../queries.ts'
import { Step, stepOf, useGapWords } from './Step.tsx'

const fixed = { signals: ['outcome', 'window', 'starts', 'lot', 'expectation'], file: ['file', 'columns', 'expectation'] } as const

export function RegisterStep({ study, at, mayChange }: { study: Study; at: number; mayChange: boolean }) {
  const t = useT('impact')
  return (
    <Step study={study} name="register" at={at}>
      {study.registeredAt ? <Registered study={study} /> : mayChange ? <Register study={study} /> : <p>{t('studies.register.notYet')}</p>}
    </Step>
  )
}

function Registered({ study }: { study: Study }) {
  const t = useT('impact')
  const { registeredAt, registeredBy, fingerprint, expectation } = study
  return (
    <Stack>
      {isLate(study) && <Message kind="wait" title={t(`studies.register.late.${study.source}`)} />}
      <Facts
        items={[
          { label: t('studies.register.at'), value: registeredAt && <DateText value={registeredAt} as="moment" /> },
          { label: t('studies.register.by'), value: registeredBy && <bdi>{registeredBy.name}</bdi> },
          { label: t('studies.register.expectation'), value: expectation ? <bdi>{expectation}</bdi> : t('studies.register.noExpectation') },
        ]}
      />
      {fingerprint && (
        <div className="study-print">
          <p>{t('studies.register.fingerprint')}</p>
          <Secret value={fingerprint} label={t('studies.register.fingerprintLabel')} />
        </div>
      )}
    </Stack>
  )
}

function Register({ study }: { study: Study }) {
  const t = useT('impact')
  const words = useGapWords()
  const form = useForm({ initial: { expectation: '' }, draft: `study-expectation-${study.id}` })
  const [isAsking, setAsking] = useState(false)
  const register = useStudyWrite<string, Study>(
    study,
    (text, options) => api.post<Study>(`${pathOf(study)}/registration`, { expectation: text }, options),
    () => {
      form.done()
      setAsking(false)
      toast({ title: t('studies.register.done') })
    },
  )
  const stops = study.gaps.filter(({ level }) => level === 'stops')
  return (
    <Stack>
      <p>{t('studies.register.why')}</p>
      <ul className="study-list">
        {fixed[study.source].map((name) => (
          <li key={name}>{t(`studies.register.fixed.${name}`)}</li>
        ))}
      </ul>
      <TextArea
        label={t('studies.register.expectation')}
        hint={t('studies.register.expectationHint')}
        maxLength={500}
        isRequired={false}
        {...form.field('expectation')}
      />
      {stops.length > 0 && (
        <Message kind="wait" title={t('studies.register.lacks')}>
          <ul className="study-list">
            {stops.map((gap) => (
              <li key={gap.code}>
                <a href={`#${study.source === 'file' ? 'file' : stepOf[gap.code]}`}>{words(gap)}</a>
              </li>
            ))}
          </ul>
        </Message>
      )}
      <Button
        kind="filled"
        icon={IconLock}
        offReason={stops.length > 0 ? t('studies.register.first') : undefined}
        onClick={() => setAsking(true)}
      >
        {t('studies.register.do')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        isStop={false}
        title={t('studies.register.ask')}
        text={t('studies.register.askText')}
        action={t('studies.register.do')}
        isBusy={register.isBusy}
        onConfirm={() => void register.run(form.values.expectation)}
        onClose={() => setAsking(false)}
      >
        {register.problem && <ProblemView problem={register.problem} t={t} />}
      </ConfirmDialog>
    </Stack>
  )
}
