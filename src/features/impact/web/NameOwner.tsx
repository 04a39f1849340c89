import { useState } from 'react'
import { choiceOf, PersonPicker } from '#features/people/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { Row } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Item } from '../contract/chain.ts'

/** Who answers for a number of this unit: a person, or whoever the rule says. */
export function NameOwner({ item, unit }: { item: Item; unit: { id: string; name: string } }) {
  const t = useT('impact')
  const [isOpen, setOpen] = useState(false)
  const [person, setPerson] = useState(item.owner?.why === 'named' ? choiceOf({ id: item.owner.id, name: item.owner.name ?? '–' }) : null)
  const path = `/api/chain/${item.name}/owner`
  const save = useWrite((personId: string | null, options) => api.put(path, { unitId: unit.id, personId }, options), {
    stale: ['/api/chain', `/api/chain/${item.name}`],
    onDone: () => {
      setOpen(false)
      toast({ title: t('rows.saved') })
    },
  })
  return (
    <Row>
      <Button kind="line" isSmall onClick={() => setOpen(true)}>
        {t('rows.name')}
      </Button>
      {item.owner?.why === 'named' && (
        <Button kind="plain" isSmall isBusy={save.isBusy} onClick={() => void save.run(null)}>
          {t('rows.rule')}
        </Button>
      )}
      <Dialog
        title={t('rows.name')}
        text={t('rows.nameText', { unit: `\u2068${unit.name}\u2069` })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <Button
            kind="filled"
            isBusy={save.isBusy}
            offReason={person ? undefined : t('rows.personFirst')}
            onClick={() => void save.run(person?.value ?? null)}
          >
            {t('rows.save')}
          </Button>
        }
      >
        <PersonPicker label={t('rows.person')} value={person} onChange={setPerson} isRequired />
        {save.problem && <ProblemView problem={save.problem} t={t} />}
      </Dialog>
    </Row>
  )
}
