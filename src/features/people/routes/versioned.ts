import type { Context } from '#platform/http/context.ts'
import { readPerson } from '../service/read-person.ts'

/** The version is the ETag; changes send it back as If-Match. */
export const versioned = <Body extends { version: number }>(body: Body) => ({ body, etag: body.version })

/** Most changes of a person answer with the person as it is now. */
export const answerPerson = async (ctx: Context, personId: string) => versioned(await readPerson(ctx, personId))
export const replayPerson = (ctx: Context, _id: string, { params }: { params: { personId: string } }) => answerPerson(ctx, params.personId)
