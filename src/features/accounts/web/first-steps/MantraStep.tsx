import { Button } from '#ui/Button.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { MantraPanel } from '#ui/PlainPage.tsx'
import { SetUpCode } from './SetUpCode.tsx'
import type { StepProps } from './step-props.ts'

/** One sentence, seen at once as it will stand beside every sign-in. It can wait. */
export function MantraStep({
  form,
  problem,
  isBusy,
  setUpCode,
  onBack,
  onNext,
}: StepProps & { setUpCode: { value: string; onChange: (value: string) => void } | undefined; onBack: () => void }) {
  const t = useT('accounts')
  const { wording } = form.values
  return (
    <Form onSubmit={onNext} problem={problem} isBusy={isBusy} t={t}>
      <TextArea
        label={t('setUp.mantra')}
        hint={t('setUp.mantraHint')}
        isRequired={false}
        maxLength={300}
        {...form.field('wording')}
        name="mantra.wording"
      />
      <MantraPanel mantra={wording.trim() || t('setUp.mantraExample')}>
        <p className="small">{t(wording.trim() ? 'setUp.mantraPreview' : 'setUp.mantraFor')}</p>
      </MantraPanel>
      {setUpCode && <SetUpCode {...setUpCode} />}
      <FormActions>
        <Button kind="filled" type="submit">
          {t('setUp.action')}
        </Button>
        <Button kind="plain" onClick={onBack}>
          {t('ui:back')}
        </Button>
      </FormActions>
    </Form>
  )
}
