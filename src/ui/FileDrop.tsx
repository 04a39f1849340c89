import { IconFileUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { classNames } from './class-names.ts'
import { Field } from './Field.tsx'
import type { FieldProps } from './Field.tsx'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'

/** Drop a file or choose one. `accept` as in HTML: '.csv,.tsv,text/csv'. */
export function FileDrop({
  file,
  onFile,
  accept,
  ...field
}: FieldProps & { file?: File | null; onFile: (file: File) => void; accept?: string }) {
  const t = useT('ui')
  const [isOver, setOver] = useState(false)
  return (
    <Field {...field}>
      {(control) => (
        <div
          className={classNames('drop', isOver && 'drop-over', control.disabled && 'drop-off')}
          onDragOver={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
        >
          <Icon of={IconFileUpload} />
          <strong>{file ? file.name : t('file.drop')}</strong>
          <span className="small second">{file ? t('file.another') : t('file.choose')}</span>
          {/* The input covers the whole ground, so that dropping works without a line of code. */}
          <input
            {...control}
            type="file"
            accept={accept}
            onChange={(event) => {
              const chosen = event.target.files?.[0]
              if (chosen) onFile(chosen)
            }}
          />
        </div>
      )}
    </Field>
  )
}
