// Writing a card: two languages side by side, shown as it is read, published when nothing is missing.
import { useState } from 'react'
import { families } from '#engines/lesson/lesson.ts'
import { PrinciplePicker } from '#features/language/web/parts.tsx'
import { useParam } from '#ui/address.ts'
import { Checkbox } from '#ui/Choices.tsx'
import { Form } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextArea, TextField } from '#ui/Inputs.tsx'
import { Section, Stack, Well } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay, useSession } from '#ui/session.tsx'
import type { Card, CardChoices, CardInput, CardText } from '../../../contract/cards.ts'
import { StateActions } from '../../StateActions.tsx'
import { useSave, useWritten } from '../../written.ts'
import { CardView } from '../CardView.tsx'

const path = '/api/cards'
const blank = (): CardText => ({ moment: '', do: ['', '', ''], say: [''], avoid: '' })
const isBlank = ({ moment, do: todo, say, avoid }: CardText) => [moment, ...todo, ...say, avoid].every((words) => words.trim() === '')

type Values = {
  principleId: string
  families: string[]
  lessonId: string
  /** '' leaves it to the words, 'none' says that there is none. */
  situation: string
  texts: Record<string, CardText>
}
const valuesOf = (card: Card | undefined, own: string): Values => ({
  principleId: card?.principleId ?? '',
  families: card?.families ?? [],
  lessonId: card?.lessonId ?? '',
  situation: card?.isSituationSaid ? (card.situationId ?? 'none') : '',
  texts: card
    ? Object.fromEntries(Object.entries(card.texts).map(([code, text]) => [code, { ...text, do: [0, 1, 2].map((i) => text.do[i] ?? '') }]))
    : { [own]: blank() },
})
const bodyOf = ({ principleId, families: some, lessonId, situation, texts }: Values, state: Card['state']): CardInput => ({
  principleId,
  families: some as CardInput['families'],
  state,
  lessonId: lessonId || null,
  situationId: situation === '' || situation === 'none' ? null : situation,
  isSituationSaid: situation !== '',
  texts: Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => !isBlank(text))
      .map(([code, text]) => [code, { ...text, say: text.say.map((line) => line.trim()).filter(Boolean) }]),
  ),
})

export function NewCardPage() {
  const t = useT('learning')
  const query = useGet<CardChoices>('/api/card-choices')
  return (
    <Page title={t('cards.studio.new')} back={{ to: '/cards', label: t('cards.studio.title') }} who={t('cards.studio.who')}>
      <Reading query={query} t={t}>
        {(choices) => <Editor choices={choices} />}
      </Reading>
    </Page>
  )
}

export function EditCardPage() {
  const t = useT('learning')
  const query = useGet<Card>(`${path}/${useParam('cardId')}`)
  const { organisation } = useSession()
  const texts = query.data?.texts
  const title = (texts?.[organisation.defaultLanguage as 'en'] ?? (texts && Object.values(texts)[0]))?.moment
  return (
    <Page title={title || t('cards.studio.one')} back={{ to: '/cards', label: t('cards.studio.title') }} who={t('cards.studio.who')}>
      <Reading query={query} t={t}>
        {(card) => <Editor key={card.version} card={card} choices={card} />}
      </Reading>
    </Page>
  )
}

function Editor({ card, choices }: { card?: Card; choices: CardChoices }) {
  const t = useT('learning')
  const { language: nameOf } = useFormats()
  const mayChange = useMay('cards.change')
  const { codes, own } = useWritten(card?.texts)
  const form = useForm<Values>({ initial: valuesOf(card, own), draft: card ? `card-${card.id}-${card.version}` : 'new-card' })
  const { values, set } = form
  const [other, setOther] = useState(() => codes.find((code) => code !== own && values.texts[code]) ?? '')
  const save = useSave({
    path,
    page: '/cards',
    thing: card,
    body: (state) => bodyOf(values, state),
    stale: [path, '/api/card-book', '/api/principles'],
    form,
    said: (saved) => t(`cards.studio.saved.${saved.state}`),
  })
  const setText = (code: string, text: CardText) => set('texts', { ...values.texts, [code]: text })
  const state = card?.state ?? 'draft'
  const guessed = !card?.isSituationSaid && choices.situations.find(({ id }) => id === card?.situationId)?.name
  const shownIn = other || own
  return (
    <>
      <Form onSubmit={() => void save.run('live')} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Section
          title={t('cards.studio.words')}
          note={t('cards.studio.wordsNote')}
          actions={
            codes.length > 1 && (
              <SelectField
                label={t('items.beside')}
                isRequired={false}
                value={other}
                empty={t('items.besideNone')}
                onChange={(code) => {
                  setOther(code)
                  if (code && !values.texts[code]) setText(code, blank())
                }}
                options={codes.filter((code) => code !== own).map((code) => ({ value: code, label: nameOf(code) }))}
              />
            )
          }
        >
          <div className={other ? 'card-langs card-langs-two' : 'card-langs'}>
            {[own, ...(other ? [other] : [])].map((code) => (
              <div key={code} lang={code}>
                {codes.length > 1 && <h3>{nameOf(code)}</h3>}
                <Words text={values.texts[code] ?? blank()} onChange={(text) => setText(code, text)} />
              </div>
            ))}
          </div>
        </Section>
        <Section title={t('cards.studio.preview')}>
          <Well>
            {values.texts[shownIn]?.moment && <h3 dir="auto">{values.texts[shownIn].moment}</h3>}
            <CardView card={{ ...(values.texts[shownIn] ?? blank()), language: shownIn }} />
          </Well>
        </Section>
        <Section hasMargin title={t('cards.studio.where')} note={t('cards.studio.whereNote')}>
          <Stack isNarrow>
            <PrinciplePicker
              label={t('items.by.principle')}
              name="principleId"
              isRequired
              value={values.principleId}
              onChange={(id) => set('principleId', id)}
            />
            <SelectField
              label={t('cards.studio.lesson')}
              isRequired={false}
              value={values.lessonId}
              empty={t('cards.studio.noLesson')}
              onChange={(id) => set('lessonId', id)}
              options={choices.lessons.map(({ id, title }) => ({ value: id, label: title }))}
            />
            <SelectField
              label={t('cards.studio.situation')}
              isRequired={false}
              value={values.situation}
              empty={guessed ? t('cards.studio.guessed', { name: guessed }) : t('cards.studio.guess')}
              onChange={(situation) => set('situation', situation)}
              options={[
                { value: 'none', label: t('cards.studio.noSituation') },
                ...choices.situations.map(({ id, name }) => ({ value: id, label: name })),
              ]}
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
          </Stack>
        </Section>
        {mayChange && (
          <StateActions state={state} isNew={!card} isBusy={save.isBusy} onSave={(next) => void save.run(next)} back="/cards" />
        )}
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}

function Words({ text, onChange }: { text: CardText; onChange: (text: CardText) => void }) {
  const t = useT('learning')
  return (
    <Stack>
      <TextField
        label={t('cards.studio.moment')}
        hint={t('cards.studio.momentHint')}
        isRequired
        maxLength={80}
        value={text.moment}
        onChange={(moment) => onChange({ ...text, moment })}
      />
      {text.do.map((step, i) => (
        <TextField
          key={i}
          label={t('cards.studio.step', { number: i + 1 })}
          isRequired
          maxLength={240}
          value={step}
          onChange={(value) => onChange({ ...text, do: text.do.map((one, k) => (k === i ? value : one)) })}
        />
      ))}
      <TextArea
        label={t('cards.say')}
        hint={t('cards.studio.sayHint')}
        isRequired
        rows={3}
        maxLength={1500}
        value={text.say.join('\n')}
        onChange={(value) => onChange({ ...text, say: value.split('\n').slice(0, 5) })}
      />
      <TextArea
        label={t('cards.avoid')}
        isRequired
        rows={2}
        maxLength={300}
        value={text.avoid}
        onChange={(avoid) => onChange({ ...text, avoid })}
      />
    </Stack>
  )
}
