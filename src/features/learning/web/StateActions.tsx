// Below what is written and goes live: to publish it, keep it as a draft, take it out of use, or leave.
import { Button, ButtonLink } from '#ui/Button.tsx'
import { FormActions } from '#ui/Form.tsx'
import { useT } from '#ui/i18n.ts'

export function StateActions({
  state,
  isNew,
  isBusy,
  onSave,
  back,
}: {
  state: 'draft' | 'live' | 'retired'
  isNew: boolean
  isBusy: boolean
  /** The form itself sends what goes live. */
  onSave: (state: 'draft' | 'retired') => void
  /** The list of its kind. */
  back: string
}) {
  const t = useT('learning')
  return (
    <FormActions>
      <Button kind="filled" type="submit" isBusy={isBusy}>
        {t(state === 'live' ? 'items.saveLive' : 'items.publish')}
      </Button>
      <Button isBusy={isBusy} onClick={() => onSave('draft')}>
        {t(state === 'live' ? 'items.toDraft' : 'items.saveDraft')}
      </Button>
      {!isNew && state !== 'retired' && (
        <Button kind="plain" isBusy={isBusy} onClick={() => onSave('retired')}>
          {t('items.retire')}
        </Button>
      )}
      <ButtonLink kind="plain" to={back}>
        {t('ui:cancel')}
      </ButtonLink>
    </FormActions>
  )
}
