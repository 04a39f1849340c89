import { useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { grouped } from '../sign-in/code-groups.ts'

/** Whoever can read the server's console may set it up from elsewhere. */
export function SetUpCode({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT('accounts')
  return (
    <TextField
      label={t('setUp.code')}
      hint={t('setUp.codeHint')}
      direction="ltr"
      autoComplete="off"
      isRequired
      name="setUpCode"
      value={value}
      onChange={(typed) => onChange(grouped(typed))}
    />
  )
}
