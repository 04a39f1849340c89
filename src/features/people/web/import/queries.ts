import { api } from '#ui/client.ts'
import { useGet } from '#ui/queries.ts'
import type { ImportChoices, ImportEntries, ImportView } from '../../contract.ts'

export const path = '/api/people-imports'
export const useImports = () => useGet<{ items: ImportView[] }>(path)
const isRunning = (view: ImportView | undefined) => view === undefined || view.state === 'planning' || view.state === 'applying'

/** Asks again while the server works. */
export function useImport(id: string) {
  const once = useGet<ImportView>(`${path}/${id}`)
  const again = useGet<ImportView>(isRunning(once.data) ? `${path}/${id}` : null, {}, { refetchMs: 600 })
  return again.data ? { ...once, data: again.data } : once
}
export const useEntries = (id: string, kind: string, part: number, isReady: boolean) =>
  useGet<ImportEntries>(isReady ? `${path}/${id}/entries` : null, { kind, part })

export function sendFile(file: File, choices: ImportChoices, onProgress: (share: number) => void): Promise<ImportView> {
  const form = new FormData()
  form.append('choices', JSON.stringify(choices))
  form.append('file', file)
  return api.upload<ImportView>(path, form, { onProgress })
}

// The file itself stays in the browser, so that another mapping can be tried without asking for it again.
let kept: { file: File; choices: ImportChoices } | undefined
export const keepFile = (file: File, choices: ImportChoices): void => void (kept = { file, choices })
export const keptFile = () => kept
