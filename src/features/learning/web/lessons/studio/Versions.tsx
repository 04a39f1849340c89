// What was taught before, word for word; any of it can be taken up again.
import { useState } from 'react'
import { Button, TextButton } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { LessonVersion } from '../../../contract/lessons.ts'
import { Preview } from './Preview.tsx'

export function Versions({
  lessonId,
  language,
  onTakeUp,
}: {
  lessonId: string
  language: string
  onTakeUp: (version: LessonVersion) => void
}) {
  const t = useT('learning')
  const query = useGet<{ items: Omit<LessonVersion, 'blocks'>[] }>(`/api/lessons/${lessonId}/versions/${language}`)
  const [number, setNumber] = useState<number | null>(null)
  const one = useGet<LessonVersion>(number === null ? null : `/api/lessons/${lessonId}/versions/${language}/${number}`)
  return (
    <Stack gap={5}>
      <Reading query={query} t={t}>
        {({ items }) => (
          <Table
            caption={t('lessons.versions.title')}
            rows={items}
            rowKey={(row) => String(row.number)}
            empty={<EmptyState title={t('lessons.versions.none')} text={t('lessons.versions.noneText')} />}
            columns={[
              {
                key: 'number',
                label: t('lessons.versions.number'),
                cell: (row) => t('lessons.versions.version', { number: String(row.number) }),
              },
              { key: 'at', label: t('lessons.versions.at'), cell: (row) => <DateText value={row.publishedAt} as="day-short" /> },
              { key: 'by', label: t('lessons.versions.by'), cell: (row) => <bdi>{row.publisher?.name ?? t('lessons.versions.pack')}</bdi> },
              { key: 'reviewer', label: t('lessons.versions.reviewer'), cell: (row) => <bdi>{row.reviewer?.name ?? ''}</bdi> },
              { key: 'note', label: t('lessons.versions.note'), cell: (row) => <bdi>{row.note ?? ''}</bdi> },
              {
                key: 'do',
                label: t('lessons.versions.read'),
                isLabelSpoken: true,
                cell: (row) => (
                  <TextButton onClick={() => setNumber(number === row.number ? null : row.number)}>
                    {t('lessons.versions.readOne', { number: String(row.number) })}
                  </TextButton>
                ),
              },
            ]}
          />
        )}
      </Reading>
      {number !== null && (
        <Reading query={one} t={t}>
          {(version) => (
            <Stack>
              <div>
                <Button onClick={() => onTakeUp(version)}>{t('lessons.versions.takeUp', { number: String(version.number) })}</Button>
              </div>
              <Preview title={version.title} blocks={version.blocks} lessonId={lessonId} language={language} />
            </Stack>
          )}
        </Reading>
      )}
    </Stack>
  )
}
