import { useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/client.ts'
import { languages, useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { staleNow, useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { StudioScenario } from '../../../contract/scenarios.ts'
import { Retire } from '../../reviews/Retire.tsx'
import { Versions as Published } from '../../reviews/Versions.tsx'
import { piecesOf } from './pieces.ts'

interface Texts {
  texts: { language: string; text: string }[]
}

export function Versions({ data, onTaken }: { data: StudioScenario; onTaken: () => void }) {
  const t = useT('learning')
  const client = useQueryClient()
  const path = `/api/scenarios/${data.id}`
  const textOf = ({ texts }: Texts): string => texts.find(({ language }) => language === data.language)?.text ?? ''
  const take = useWrite(
    async (text: string, options) => {
      await api.put(`${path}/draft`, { text }, { ...options, ifMatch: `"${data.version}"` })
      await staleNow(client, [path])
    },
    {
      onDone: () => {
        toast({ title: t('scenarios.version.taken') })
        onTaken()
      },
    },
  )
  const retire = useWrite((isRetired: boolean, options) => api.put(`${path}/retirement`, { isRetired }, options), {
    stale: ['/api/scenarios', '/api/learning/scenarios'],
  })
  return (
    <Stack gap={5}>
      {take.problem && <ProblemView problem={take.problem} t={t} />}
      {retire.problem && <ProblemView problem={retire.problem} t={t} />}
      <Published<Texts>
        rows={data.versions.map(({ publishedBy, languages: codes, ...row }) => ({
          ...row,
          publisher: publishedBy,
          languages: codes.map((code) => languages.find((one) => one.code === code)?.name ?? code).join(', '),
        }))}
        pathOf={(number) => `${path}/versions/${number}`}
        piecesOf={(version) => piecesOf(textOf(version), t('scenarios.version.head'))}
        draft={piecesOf(data.text, t('scenarios.version.head'))}
        language={data.language}
        show={(version) => (
          <p className="compared" lang={data.language} dir="auto">
            {textOf(version)}
          </p>
        )}
        onTakeUp={data.may.write ? (version) => void take.run(textOf(version)) : undefined}
      />
      {data.liveNumber !== null && data.may.publish && (
        <Retire
          title={data.title}
          isRetired={data.state === 'retired'}
          paths={data.paths}
          isBusy={retire.isBusy}
          onRetire={(isRetired) => retire.run(isRetired)}
        />
      )}
    </Stack>
  )
}
