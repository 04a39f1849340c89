// What somebody of a kind of work will see, from beginning to end.
import { useState } from 'react'
import { type Block, blocksFor, families, type Family } from '#engines/lesson/lesson.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { Commit } from '../player/Commit.tsx'
import { Question } from '../player/Question.tsx'
import { Prose } from '../Prose.tsx'

export function Preview({
  title,
  blocks,
  lessonId,
  language,
}: {
  title: string
  blocks: readonly Block[]
  lessonId: string
  language: string
}) {
  const t = useT('learning')
  const [family, setFamily] = useState<string>('')
  const shown = blocksFor(blocks, (family || null) as Family | null)
  return (
    <Stack gap={5}>
      <Row>
        <SelectField
          label={t('lessons.preview.as')}
          isRequired
          empty={t('lessons.preview.nobody')}
          value={family}
          onChange={setFamily}
          options={families.map((one) => ({ value: one, label: t(`families.${one}`) }))}
        />
      </Row>
      <div className="preview" lang={language}>
        <h2 className="preview-title" dir="auto">
          {title || t('lessons.edit.untitled')}
        </h2>
        {shown.map((block, i) => (
          <section key={`${i} ${block.kind}`} className="lesson-body">
            <h3 className="lesson-head">{block.kind === 'why' ? t(`lessons.head.why-${block.who}`) : t(`lessons.head.${block.kind}`)}</h3>
            {block.kind === 'how' && block.family && (
              <p className="eyebrow">{t('lessons.player.forYou', { family: t(`families.${block.family}`) })}</p>
            )}
            {'text' in block && <Prose text={block.text} lessonId={lessonId} language={language} />}
            {block.kind === 'question' && (
              <Question key={JSON.stringify(block)} block={block} chosen={undefined} onAnswer={() => undefined} />
            )}
            {block.kind === 'reflect' && (
              <p className="lesson-prompt" dir="auto">
                {block.prompt}
              </p>
            )}
            {block.kind === 'commit' && (
              <Commit
                prompt={block.prompt}
                suggestions={block.suggestions.filter(Boolean)}
                before={null}
                onCommit={async () => undefined}
                onSkip={() => undefined}
              />
            )}
          </section>
        ))}
      </div>
    </Stack>
  )
}
