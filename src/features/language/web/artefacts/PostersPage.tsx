import { IconDownload } from '@tabler/icons-react'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useLanguage, useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Grid, Row, Stack } from '#ui/Layout.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useMay } from '#ui/session.tsx'
import { EmptyState, NextStep } from '#ui/Words.tsx'
import { usePrinciples } from '../parts.tsx'
import { at, useMantraVersions } from '../queries.ts'
import './artefacts.css'

const written = ['en', 'de', 'ar']

/** The posters as they would hang today. */
export function PostersPage() {
  const t = useT('language')
  const { code } = useLanguage()
  const { language: nameOf } = useFormats()
  const mayPlace = useMay('placements.change')
  const [{ language }, set] = useSearchState({ language: code })
  const versions = useMantraVersions()
  const { query, items } = usePrinciples()
  const hasMantra = versions.data?.items.some(({ state }) => state === 'current') ?? false
  // A new wording, another order: the picture must not come from the browser's memory.
  const stamp = [versions.data?.items[0]?.id ?? '', ...items.map(({ id, version }) => `${id.slice(-6)}${version}`)].join('.')
  return (
    <Page
      title={t('posters.title')}
      lead={t('posters.lead')}
      next={
        mayPlace && (hasMantra || items.length > 0) ? (
          <NextStep
            title={t('posters.next')}
            actions={
              <ButtonLink kind="filled" to="/placements">
                {t('placements.add')}
              </ButtonLink>
            }
          />
        ) : undefined
      }
      who={t('posters.who')}
    >
      <FilterBar>
        <SelectField
          label={t('posters.language')}
          value={language}
          onChange={(value) => set({ language: value }, 'push')}
          options={written.map((one) => ({ value: one, label: nameOf(one) }))}
        />
      </FilterBar>
      <Reading query={versions} t={t}>
        {() => (
          <Reading query={query} t={t}>
            {() => (
              <Grid columns={2} gap={6}>
                {hasMantra ? (
                  <Poster poster="mantra" language={language} stamp={stamp} />
                ) : (
                  <EmptyState
                    level={2}
                    title={t('mantra.empty')}
                    text={t('posters.noMantra')}
                    action={<ButtonLink to="/mantra">{t('mantra.title')}</ButtonLink>}
                  />
                )}
                {items.length > 0 ? (
                  <Poster poster="principles" language={language} stamp={stamp} />
                ) : (
                  <EmptyState
                    level={2}
                    title={t('principles.empty')}
                    text={t('posters.noPrinciples')}
                    action={<ButtonLink to="/principles">{t('principles.title')}</ButtonLink>}
                  />
                )}
              </Grid>
            )}
          </Reading>
        )}
      </Reading>
    </Page>
  )
}

function Poster({ poster, language, stamp }: { poster: 'mantra' | 'principles'; language: string; stamp: string }) {
  const t = useT('language')
  return (
    <Stack>
      <h2>{t(`posters.${poster}`)}</h2>
      <img
        className="poster"
        src={`${at.poster(poster, 'svg', language)}#${stamp}`}
        alt={t(`posters.${poster}Picture`)}
        width={420}
        height={594}
      />
      <Row>
        <ButtonLink to={at.poster(poster, 'pdf', language)} icon={IconDownload}>
          {t('posters.pdf')}
        </ButtonLink>
        <ButtonLink kind="plain" to={at.poster(poster, 'svg', language)} isNewTab>
          {t('posters.svg')}
        </ButtonLink>
      </Row>
    </Stack>
  )
}
