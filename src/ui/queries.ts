// TanStack Query with our habits: a reading is named by its address, a write says which addresses it makes stale.
import { QueryClient, onlineManager, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, newKey } from './client.ts'
import type { Search, WriteOptions } from './client.ts'
import { ProblemError, asProblem } from './problem.ts'

/** What every list of the API answers; `next` is sent back as `after`. */
export type Page<Item> = { items: Item[]; next: string | null }

const mayRetry = (times: number, error: Error): boolean =>
  times < 2 && navigator.onLine && error instanceof ProblemError && (error.isLost || error.status >= 502)

export function makeQueryClient(): QueryClient {
  // It takes every page as opened online, and would not notice that the network came back.
  onlineManager.setOnline(navigator.onLine)
  return new QueryClient({
    defaultOptions: {
      // Replies carry their ETag by identity (client.ts), so they must not be merged into older objects.
      // Without a network a reading fails at once and says so, or what is kept is shown; it is made up for when the network is back.
      queries: { structuralSharing: false, staleTime: 10_000, retry: mayRetry, networkMode: 'always', refetchOnReconnect: true },
      // A paused write would say "busy" for ever; we rather say "you are offline".
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** Reads an address. Null waits: `useGet(id ? `/api/people/${id}` : null)`. */
export function useGet<Out>(path: string | null, search: Search = {}, options: { refetchMs?: number } = {}) {
  const query = useQuery({
    queryKey: [path, search],
    queryFn: ({ signal }) => api.get<Out>(path ?? '', { search, signal }),
    enabled: path !== null,
    refetchInterval: options.refetchMs ?? false,
  })
  return { ...query, problem: query.error ? asProblem(query.error) : undefined }
}

/** Reads a list page after page ({ items, next }), for LoadMore and Pager. */
export function usePages<Item>(path: string | null, search: Search = {}) {
  const query = useInfiniteQuery({
    queryKey: [path, search, 'pages'],
    queryFn: ({ signal, pageParam }) => api.get<Page<Item>>(path ?? '', { search: { ...search, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: path !== null,
    // The old rows stay while the next search runs, or the list would jump with every letter.
    placeholderData: (before) => before,
  })
  return {
    ...query,
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    first: query.data?.pages[0],
    problem: query.error ? asProblem(query.error) : undefined,
  }
}

const fingerprint = (input: unknown): string =>
  JSON.stringify(input, (_, value: unknown) => (value instanceof File ? `${value.name}/${value.size}/${value.lastModified}` : value)) ?? ''

/**
 * A write. The Idempotency-Key stays the same while the same input is sent again after a failure, so that a lost
 * answer never doubles the effect; another input or a success makes a new one.
 * `stale`: addresses whose readings are fetched anew, with everything below them.
 */
export function useWrite<In, Out = void>(
  write: (input: In, options: WriteOptions) => Promise<Out>,
  options: { stale?: string[]; onDone?: (result: Out, input: In) => void } = {},
) {
  const client = useQueryClient()
  const last = useRef<{ input: string; key: string } | undefined>(undefined)
  const mutation = useMutation({
    mutationFn: async (input: In) => {
      const text = fingerprint(input)
      if (last.current?.input !== text) last.current = { input: text, key: newKey() }
      const result = await write(input, { key: last.current.key })
      last.current = undefined
      return result
    },
    onSuccess: async (result, input) => {
      // The page moves on at once; the fresh readings follow.
      if (options.stale) void staleNow(client, options.stale)
      options.onDone?.(result, input)
    },
  })
  return {
    /** Sends; resolves to the result, or to undefined after a problem (see `problem`). */
    run: (input: In): Promise<Out | undefined> => mutation.mutateAsync(input).catch(() => undefined),
    isBusy: mutation.isPending,
    isDone: mutation.isSuccess,
    data: mutation.data,
    problem: mutation.error ? asProblem(mutation.error) : undefined,
    reset: mutation.reset,
  }
}

export function staleNow(client: QueryClient, paths: string[]): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey: [path] }) => typeof path === 'string' && paths.some((stale) => path === stale || path.startsWith(`${stale}/`)),
  })
}
