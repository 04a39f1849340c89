// A study as its pages read and write it; a run is asked for again while it works.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { etagOf } from '#ui/client.ts'
import type { WriteOptions } from '#ui/client.ts'
import { staleNow, useGet, useWrite } from '#ui/queries.ts'
import type { Run, Study } from '../../contract/studies.ts'

export const path = '/api/studies'
export const pathOf = (study: { id: string }): string => `${path}/${study.id}`
export const useStudy = (id: string) => useGet<Study>(`${path}/${id}`)

/** A write to a study: only onto the version that was seen; all that shows studies is read anew. */
export function useStudyWrite<In, Out>(
  study: Study,
  write: (input: In, options: WriteOptions) => Promise<Out>,
  onDone?: (result: Out, input: In) => void,
) {
  return useWrite((input: In, options) => write(input, { ...options, ifMatch: etagOf(study) }), {
    stale: [path],
    ...(onDone ? { onDone } : {}),
  })
}

export const isAlive = (run: Run | null | undefined): boolean => run?.state === 'waiting' || run?.state === 'running'

/** The run as it stands now, also after the page was left and opened again. */
export function useRun(run: Run | null): Run | null {
  const client = useQueryClient()
  const live = useGet<Run>(run && isAlive(run) ? `/api/study-runs/${run.id}` : null, {}, { refetchMs: 500 })
  const now = run && isAlive(run) && live.data?.id === run.id ? live.data : run
  const hasEnded = isAlive(run) && now !== null && !isAlive(now)
  useEffect(() => {
    if (hasEnded) void staleNow(client, [path])
  }, [client, hasEnded])
  return now
}
