// Writing an item: its words in two languages side by side, tried out as on the phone, published when nothing is missing.
import { useState } from 'react'
import { families } from '#engines/lesson/lesson.ts'
import { PrinciplePicker } from '#features/language/web/parts.tsx'
import { useParam } from '#ui/address.ts'
import { Checkbox } from '#ui/Choices.tsx'
import { Form } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import type { Item } from '../../contract/items.ts'
import { StateActions } from '../StateActions.tsx'
import { useSave, useWritten } from '../written.ts'
import './items.css'
import { ItemWords } from './ItemWords.tsx'
import { Preview } from './Preview.tsx'
import { begunLike, bodyOf, filled, itemKinds, type Values, valuesOf } from './values.ts'

const path = '/api/items'

export function NewItemPage() {
  const t = useT('learning')
  return (
    <Page title={t('items.new')} back={{ to: '/items', label: t('items.title') }} who={t('items.who')}>
      <Editor />
    </Page>
  )
}

export function EditItemPage() {
  const t = useT('learning')
  const query = useGet<Item>(`${path}/${useParam('itemId')}`)
  return (
    <Page title={query.data?.prompt || t('items.one')} back={{ to: '/items', label: t('items.title') }} who={t('items.who')}>
      <Reading query={query} t={t}>
        {(item) => (
          <Stack gap={5}>
            <Missing item={item} />
            <Editor key={item.version} item={item} />
          </Stack>
        )}
      </Reading>
    </Page>
  )
}

/** What keeps it from being asked, in words and with its place. */
function Missing({ item }: { item: Item }) {
  const t = useT('learning')
  const { language } = useFormats()
  if (item.faults.length === 0) return null
  return (
    <Message kind="wait" title={t('items.missing')}>
      <ul className="item-faults">
        {item.faults.map(({ language: code, pointer, code: fault }, i) => {
          const [, name = '', number] = pointer.split('/')
          return (
            <li key={i}>
              {language(code)}, {t(`items.place.${name}`)}
              {number !== undefined && ` ${Number(number) + 1}`}: {t(`items.fault.${fault}`)}
            </li>
          )
        })}
      </ul>
    </Message>
  )
}

function Editor({ item }: { item?: Item }) {
  const t = useT('learning')
  const { language: nameOf } = useFormats()
  const mayChange = useMay('items.change')
  const { codes, own } = useWritten(item?.texts)
  const form = useForm<Values>({ initial: valuesOf(item, own), draft: item ? `item-${item.id}-${item.version}` : 'new-item' })
  const { values, set } = form
  const [other, setOther] = useState(() => codes.find((code) => code !== own && values.texts[code]) ?? '')
  const save = useSave({
    path,
    page: '/items',
    thing: item,
    body: (state) => bodyOf(values, state),
    stale: [path, '/api/principles'],
    form,
    said: (saved) => t(`items.saved.${saved.state}`),
  })
  const first = values.texts[own] ?? filled(values.kind, undefined)
  const setText = (code: string) => (text: (typeof values.texts)[string]) => set('texts', { ...values.texts, [code]: text })
  const chooseOther = (code: string) => {
    setOther(code)
    if (code && !values.texts[code]) setText(code)(begunLike(values.kind, first))
  }
  const state = item?.state ?? 'draft'
  return (
    <>
      <Form onSubmit={() => void save.run('live')} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Section hasMargin title={t('items.section.what')} note={t('items.section.note')}>
          <Stack isNarrow>
            <PrinciplePicker
              label={t('items.by.principle')}
              name="principleId"
              isRequired
              value={values.principleId}
              onChange={(id) => set('principleId', id)}
            />
            <SelectField
              label={t('items.by.kind')}
              isRequired
              value={values.kind}
              onChange={(value) => {
                const kind = value as Values['kind']
                form.set('kind', kind)
                set('texts', Object.fromEntries(Object.entries(values.texts).map(([code, text]) => [code, filled(kind, text)])))
              }}
              options={itemKinds.map((value) => ({ value, label: t(`items.kind.${value}`) }))}
            />
            <SelectField
              label={t('items.level')}
              isRequired
              {...form.field('level')}
              options={[1, 2, 3, 4].map((level) => ({ value: String(level), label: t(`items.levels.${level}`) }))}
            />
            <fieldset className="choices">
              <legend>{t('items.families')}</legend>
              {families.map((family) => (
                <Checkbox
                  key={family}
                  label={t(`families.${family}`)}
                  isOn={values.families.includes(family)}
                  onChange={(isOn) =>
                    set('families', isOn ? [...values.families, family] : values.families.filter((one) => one !== family))
                  }
                />
              ))}
            </fieldset>
            <TextField label={t('items.source')} isRequired={false} maxLength={200} {...form.field('source')} />
          </Stack>
        </Section>
        <Section
          title={t('items.words')}
          actions={
            codes.length > 1 && (
              <SelectField
                label={t('items.beside')}
                isRequired={false}
                value={other}
                empty={t('items.besideNone')}
                onChange={chooseOther}
                options={codes.filter((code) => code !== own).map((code) => ({ value: code, label: nameOf(code) }))}
              />
            )
          }
        >
          <div className={other ? 'item-langs item-langs-two' : 'item-langs'}>
            {[own, ...(other ? [other] : [])].map((code) => (
              <div key={code} lang={code}>
                <h3>{nameOf(code)}</h3>
                <ItemWords kind={values.kind} isTranslation={code !== own} text={values.texts[code] ?? first} onChange={setText(code)} />
              </div>
            ))}
          </div>
        </Section>
        <Preview kind={values.kind} text={values.texts[other || own] ?? first} language={other || own} />
        {mayChange && (
          <StateActions state={state} isNew={!item} isBusy={save.isBusy} onSave={(next) => void save.run(next)} back="/items" />
        )}
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
