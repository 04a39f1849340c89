import { IconDots, IconPencil, IconTrash, IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '../Button.tsx'
import { Combobox } from '../Combobox.tsx'
import type { Option } from '../Combobox.tsx'
import { ConfirmDialog, Dialog } from '../Dialog.tsx'
import { useT } from '../i18n.ts'
import { Grid, Row, Section, Stack } from '../Layout.tsx'
import { Menu } from '../Menu.tsx'
import { toast } from '../toast.ts'

const people: Option[] = ['Amina Diallo', 'Lea Brandt', 'Marta Kovač', 'Samir Haddad'].map((label) => ({ value: label, label }))

export function OverSheet() {
  const t = useT('gallery')
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'typed' | null>(null)
  const [leader, setLeader] = useState<Option | null>(null)
  const close = () => setOpen(null)
  return (
    <Section title={t('over.title')} note={t('over.note')} hasMargin>
      <Grid gap={6}>
        <Combobox
          label={t('over.leader')}
          hint={t('over.leaderHint')}
          value={leader}
          onChange={setLeader}
          search={(text) =>
            Promise.resolve(
              people
                .filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()))
                .map((one) => ({ ...one, note: t('unit.packing') })),
            )
          }
        />
        <Stack>
          <Row>
            <Menu
              label={t('over.menu')}
              icon={IconDots}
              entries={[
                { key: 'open', label: t('over.open'), icon: IconUser, to: '/people/lea' },
                { key: 'edit', label: t('ui:edit'), icon: IconPencil, onChoose: () => undefined },
                { key: 'line', isLine: true },
                { key: 'off', label: t('lists.move'), offReason: t('fields.offReason') },
                { key: 'remove', label: t('ui:remove'), icon: IconTrash, isStop: true, onChoose: () => setOpen('confirm') },
              ]}
            />
            <Button onClick={() => setOpen('dialog')}>{t('over.dialog')}</Button>
            <Button onClick={() => setOpen('typed')}>{t('over.typed')}</Button>
            <Button
              onClick={() =>
                toast({
                  title: t('messages.good'),
                  text: t('messages.goodText'),
                  action: { label: t('ui:undo'), onChoose: () => undefined },
                })
              }
            >
              {t('over.toast')}
            </Button>
          </Row>
        </Stack>
      </Grid>
      <Dialog
        title={t('over.dialogTitle')}
        text={t('over.dialogText')}
        isOpen={open === 'dialog'}
        onClose={close}
        actions={
          <Button kind="filled" onClick={close}>
            {t('ui:save')}
          </Button>
        }
      />
      <ConfirmDialog
        title={t('over.confirmTitle')}
        text={t('over.confirmText')}
        action={t('ui:remove')}
        isOpen={open === 'confirm'}
        onConfirm={close}
        onClose={close}
      />
      <ConfirmDialog
        title={t('over.confirmTitle')}
        text={t('over.confirmText')}
        action={t('ui:remove')}
        typed="Hollin Parcel"
        isOpen={open === 'typed'}
        onConfirm={close}
        onClose={close}
      />
    </Section>
  )
}
