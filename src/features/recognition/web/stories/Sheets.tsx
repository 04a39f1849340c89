// What the poster and the huddle say, in the languages of the house, with the poster beside it as it would hang.
import { useState } from 'react'
import { useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { languages, useT } from '#ui/i18n.ts'
import { TextArea, TextField } from '#ui/Inputs.tsx'
import { Grid, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { FilterTabs } from '#ui/Lists.tsx'
import { useSession } from '#ui/session.tsx'
import type { Sheet } from '../../contract/stories.ts'
import type { PartProps } from './PreparePage.tsx'
import { at, useSheets } from './queries.ts'

type Code = Sheet['language']
export function Sheets({ story, onChanged }: PartProps) {
  const t = useT('recognition')
  const { organisation } = useSession()
  const [{ sheet }] = useSearchState({ sheet: story.language })
  const offered = languages.filter(({ code }) => code === story.language || organisation.languages.includes(code))
  const language = (offered.find(({ code }) => code === sheet)?.code ?? story.language) as Code
  return (
    <Stack gap={4}>
      {offered.length > 1 && (
        <FilterTabs
          label={t('stories.sheet.languages')}
          current={language}
          tabs={offered.map(({ code, name }) => ({ key: code, label: name, to: `/stories/${story.id}/workshop?sheet=${code}` }))}
        />
      )}
      <One key={language} story={story} onChanged={onChanged} language={language} />
    </Stack>
  )
}

function One({ story, onChanged, language }: PartProps & { language: Code }) {
  const t = useT('recognition')
  const there = story.sheets.find((one) => one.language === language)
  const { headline = '', sentence = '', question = '' } = there ?? {}
  const form = useForm({ initial: { headline, sentence, question } })
  const [version, setVersion] = useState(story.version)
  const save = useSheets(story, (now) => {
    form.done()
    setVersion(now.version)
    onChanged(now)
  })
  const direction = languages.find(({ code }) => code === language)?.direction
  return (
    <Grid columns={2} gap={6}>
      <Form
        onSubmit={() =>
          void save.run({ sheets: [...story.sheets.filter((one) => one.language !== language), { language, ...form.values }] })
        }
        problem={save.problem}
        isBusy={save.isBusy}
        label={t('stories.part.sheet.title')}
        t={t}
      >
        <div lang={language} dir={direction} className="story-sheet">
          <TextField label={t('stories.sheet.headline')} isRequired maxLength={90} {...form.field('headline')} />
          <TextArea label={t('stories.sheet.sentence')} isRequired rows={3} maxLength={240} {...form.field('sentence')} />
          <TextArea
            label={t('stories.sheet.question')}
            hint={t('stories.sheet.questionHint')}
            isRequired
            rows={3}
            maxLength={400}
            {...form.field('question')}
          />
        </div>
        <FormActions>
          {story.may.write && (
            <Button type="submit" isBusy={save.isBusy}>
              {t('stories.sheet.save')}
            </Button>
          )}
        </FormActions>
      </Form>
      {there && (
        <img
          className="story-poster"
          src={at.poster(story.id, language, version)}
          alt={t('stories.poster.picture')}
          width={420}
          height={594}
        />
      )}
      <LeaveGuard form={form} />
    </Grid>
  )
}
