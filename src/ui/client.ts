// One small wrapper round fetch. Types come from each feature's contract.ts by `import type`; nothing is parsed in the
// browser, the server has checked its replies. CSRF is stopped by Origin and the cookie's SameSite: nothing to send.
import { currentLanguage } from './i18n.ts'
import { now } from './now.ts'
import { ProblemError } from './problem.ts'
import type { ProblemDetail } from './problem.ts'

export type Search = Record<string, string | number | boolean | string[] | undefined>
export type ReadOptions = { search?: Search; signal?: AbortSignal }
export type WriteOptions = ReadOptions & {
  /** The Idempotency-Key: one per submitted form, the same on each repetition. Made when missing. */
  key?: string
  /** The ETag that the person has seen: `etagOf(what the GET returned)`. */
  ifMatch?: string
}
export type UploadOptions = WriteOptions & { onProgress?: (share: number) => void }

const etags = new WeakMap<object, string>()
const signedOutListeners = new Set<() => void>()
let proveAnew: (() => Promise<boolean>) | undefined

/** The ETag under which a reply came, for If-Match of the write that follows. */
export const etagOf = (reply: unknown): string | undefined => (typeof reply === 'object' && reply !== null ? etags.get(reply) : undefined)

/** Called when any request is answered with 401. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/**
 * `prove` asks for password or PIN once more and says whether that went well; then the refused request is sent again
 * with the same key. Pages need to know nothing of it.
 */
export function onStepUpNeeded(prove: () => Promise<boolean>): () => void {
  proveAnew = prove
  return () => {
    if (proveAnew === prove) proveAnew = undefined
  }
}

export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A uuid v7 (RFC 9562), so that what the phone makes sorts by time. */
export function newOwnId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let ms = now().getTime()
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256
    ms = Math.floor(ms / 256)
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export function addressOf(path: string, search: Search = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  const text = query.toString()
  return text ? `${path}${path.includes('?') ? '&' : '?'}${text}` : path
}

function headersOf(options: WriteOptions, isWrite: boolean, type?: string): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-language': currentLanguage(),
    ...(type ? { 'content-type': type } : {}),
    ...(isWrite ? { 'idempotency-key': options.key ?? newKey() } : {}),
    ...(options.ifMatch ? { 'if-match': options.ifMatch } : {}),
  }
}

type Reply = { status: number; text: string; header: (name: string) => string | null }

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function valueOf<Out>(reply: Reply): Out {
  const body = reply.text ? parse(reply.text) : undefined
  if (reply.status >= 200 && reply.status < 300) {
    const etag = reply.header('etag')
    if (etag && typeof body === 'object' && body !== null) etags.set(body, etag)
    return body as Out
  }
  const problem = (body ?? {}) as Record<string, unknown> & {
    type?: string
    title?: string
    detail?: string
    errors?: ProblemDetail[]
    requestId?: string
  }
  if (reply.status === 401) for (const tell of signedOutListeners) tell()
  throw new ProblemError({
    ...problem,
    slug: problem.type?.split('/').pop() || `status-${reply.status}`,
    status: reply.status,
    retryAfterSeconds: Number(reply.header('retry-after')) || undefined,
    extra: problem,
  })
}

const lost = (): ProblemError => new ProblemError({ slug: navigator.onLine ? 'no-answer' : 'offline', status: 0 })

async function ask(method: string, path: string, body: unknown, options: WriteOptions): Promise<Response> {
  const isForm = body instanceof FormData || body instanceof Blob
  const type = body === undefined || isForm ? undefined : 'application/json'
  try {
    return await fetch(addressOf(path, options.search), {
      method,
      credentials: 'same-origin',
      headers: headersOf(options, method !== 'GET', type),
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
      signal: options.signal,
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw lost()
  }
}

async function readReply<Out>(response: Response, signal: AbortSignal | undefined): Promise<Out> {
  let text: string
  try {
    text = await response.text()
  } catch (error) {
    if (signal?.aborted) throw error
    throw lost()
  }
  return valueOf<Out>({ status: response.status, text, header: (name) => response.headers.get(name) })
}

async function twiceAfterStepUp<Out>(attempt: () => Promise<Out>): Promise<Out> {
  try {
    return await attempt()
  } catch (error) {
    const mayRepeat = error instanceof ProblemError && error.slug === 'step-up-needed' && proveAnew
    if (!mayRepeat || !(await mayRepeat())) throw error
    return attempt()
  }
}

async function send<Out>(method: string, path: string, body: unknown, options: WriteOptions): Promise<Out> {
  const keyed = { ...options, key: options.key ?? newKey() }
  return twiceAfterStepUp(async () => readReply<Out>(await ask(method, path, body, keyed), options.signal))
}

export type ReceivedFile = { blob: Blob; name: string }

/** Asks for something to print or keep: the file comes with the name that the server chose. */
function askForFile(method: 'GET' | 'POST', path: string, body: unknown, options: WriteOptions = {}): Promise<ReceivedFile> {
  const keyed = { ...options, key: options.key ?? newKey() }
  return twiceAfterStepUp(async () => {
    const response = await ask(method, path, body, keyed)
    if (!response.ok) return readReply<never>(response, options.signal)
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
    return { blob: await response.blob(), name }
  })
}

/** fetch cannot tell how much of a file is up; XMLHttpRequest can. `onProgress` gets 0 to 1. */
function upload<Out>(path: string, body: FormData | Blob, options: UploadOptions = {}): Promise<Out> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(path, options.search))
    const type = body instanceof Blob && body.type ? body.type : undefined
    for (const [name, value] of Object.entries(headersOf(options, true, type))) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    }
    request.onload = () => {
      try {
        resolve(
          valueOf<Out>({
            status: request.status,
            text: request.responseText,
            header: (name) => request.getResponseHeader(name),
          }),
        )
      } catch (error) {
        reject(error instanceof Error ? error : lost())
      }
    }
    request.onerror = () => reject(lost())
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'))
    options.signal?.addEventListener('abort', () => request.abort())
    request.send(body)
  })
}

export const api = {
  get: <Out>(path: string, options: ReadOptions = {}) => send<Out>('GET', path, undefined, options),
  post: <Out>(path: string, body?: unknown, options: WriteOptions = {}) => send<Out>('POST', path, body, options),
  put: <Out>(path: string, body: unknown, options: WriteOptions = {}) => send<Out>('PUT', path, body, options),
  patch: <Out>(path: string, body: unknown, options: WriteOptions = {}) => send<Out>('PATCH', path, body, options),
  delete: <Out>(path: string, options: WriteOptions = {}) => send<Out>('DELETE', path, undefined, options),
  getForFile: (path: string, options: ReadOptions = {}) => askForFile('GET', path, undefined, options),
  postForFile: (path: string, body: unknown, options: WriteOptions = {}) => askForFile('POST', path, body, options),
  upload,
}
