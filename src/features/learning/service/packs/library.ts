// The packs that come with the program. They are part of it: read once for each process.
import { glob } from 'node:fs/promises'
import path from 'node:path'
import { parsePack, type Pack } from '#engines/pack/pack.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { everydayService, readFolder } from './folder.ts'

const content = path.dirname(everydayService)
let known: Promise<Pack[]> | undefined

async function readAll(): Promise<Pack[]> {
  const packs: Pack[] = []
  for await (const file of glob('*/pack.json', { cwd: content })) {
    const { pack } = parsePack(await readFolder(path.join(content, path.dirname(file))))
    if (pack) packs.push(pack)
  }
  return packs.toSorted((a, b) => (a.key < b.key ? -1 : 1))
}
export const deliveredPacks = (): Promise<Pack[]> => (known ??= readAll())

export async function deliveredPack(key: string): Promise<Pack> {
  const pack = (await deliveredPacks()).find((one) => one.key === key)
  if (!pack) throw new Problem(problems.notFound)
  return pack
}
