// What was published before, word for word: read, compared with the draft or another version, taken up again. For lessons and scenarios alike.
import { type ReactNode, useState } from 'react'
import { Button, TextButton } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { EmptyState } from '#ui/Words.tsx'
import { Compared, type Piece } from './Compared.tsx'

export interface VersionHead {
  number: number
  note: string | null
  reviewer: { name: string | null } | null
  publisher: { name: string | null } | null
  publishedAt: string
  /** Names, where a version has several. */
  languages?: string
}

export function Versions<Version>({
  rows,
  pathOf,
  piecesOf,
  draft,
  language,
  show,
  onTakeUp,
}: {
  rows: VersionHead[]
  pathOf: (number: number) => string
  piecesOf: (version: Version) => Piece[]
  /** Of what is being written; undefined where nothing is. */
  draft: Piece[] | undefined
  language: string
  show: (version: Version) => ReactNode
  /** Undefined: the reader may not. */
  onTakeUp: ((version: Version, number: number) => void) | undefined
}) {
  const t = useT('learning')
  const [number, setNumber] = useState<number | null>(null)
  const [beside, setBeside] = useState('')
  const one = useGet<Version>(number === null ? null : pathOf(number))
  const other = useGet<Version>(beside === '' || beside === 'draft' ? null : pathOf(Number(beside)))
  return (
    <Stack gap={5}>
      <Table
        caption={t('versions.title')}
        rows={rows}
        rowKey={(row) => String(row.number)}
        empty={<EmptyState level={2} title={t('versions.none')} text={t('versions.noneText')} />}
        columns={[
          { key: 'number', label: t('versions.number'), cell: (row) => t('versions.version', { number: String(row.number) }) },
          { key: 'at', label: t('versions.at'), cell: (row) => <DateText value={row.publishedAt} /> },
          { key: 'by', label: t('versions.by'), cell: (row) => <bdi>{row.publisher?.name ?? t('versions.pack')}</bdi> },
          { key: 'reviewer', label: t('versions.reviewer'), cell: (row) => row.reviewer?.name && <bdi>{row.reviewer.name}</bdi> },
          ...(rows.some((row) => row.languages !== undefined)
            ? [{ key: 'languages', label: t('versions.languages'), cell: (row: VersionHead) => row.languages }]
            : []),
          { key: 'note', label: t('versions.note'), cell: (row) => row.note && <bdi>{row.note}</bdi> },
          {
            key: 'do',
            label: t('versions.read'),
            isLabelSpoken: true,
            cell: (row) => (
              <TextButton
                onClick={() => {
                  setNumber(number === row.number ? null : row.number)
                  setBeside('')
                }}
              >
                {t('versions.readOne', { number: String(row.number) })}
              </TextButton>
            ),
          },
        ]}
      />
      {number !== null && (
        <Reading query={one} t={t}>
          {(version) => (
            <Stack gap={5}>
              <Row at="between">
                <SelectField
                  label={t('versions.compare', { number: String(number) })}
                  isRequired
                  empty={t('versions.compareNot')}
                  value={beside}
                  onChange={setBeside}
                  options={[
                    ...(draft ? [{ value: 'draft', label: t('versions.draft') }] : []),
                    ...rows
                      .filter((row) => row.number !== number)
                      .map((row) => ({ value: String(row.number), label: t('versions.version', { number: String(row.number) }) })),
                  ]}
                />
                {onTakeUp && <Button onClick={() => onTakeUp(version, number)}>{t('versions.takeUp', { number: String(number) })}</Button>}
              </Row>
              {beside === '' ? (
                show(version)
              ) : beside === 'draft' ? (
                <Compared before={piecesOf(version)} after={draft ?? []} language={language} />
              ) : (
                <Reading query={other} t={t}>
                  {(another) => {
                    const [mine, its] = [piecesOf(version), piecesOf(another)]
                    const isOlder = Number(beside) < number
                    return <Compared before={isOlder ? its : mine} after={isOlder ? mine : its} language={language} />
                  }}
                </Reading>
              )}
            </Stack>
          )}
        </Reading>
      )}
    </Stack>
  )
}
