import { type Command, CommandRefused, defineCommand } from '#platform/cli/command.ts'
import { findDemo, makeDemo } from './make-demo.ts'

export const commands: Command[] = [
  defineCommand({
    name: 'demo',
    summary: 'Set up the demonstration company: a retailer of about 300 people.',
    needs: 'database',
    async run(platform, _options, io) {
      const known = await findDemo(platform)
      if (known)
        throw new CommandRefused(
          'The demonstration is there already.',
          'Open the address of the server and sign in, or choose “Look around”.',
        )
      io.progress('Setting up Hollin ...')
      return makeDemo(platform)
    },
    describe: ({ people, password, signIns }) =>
      [
        `Hollin is ready: ${people} people. Sign in with the password ${password} as`,
        ...signIns.map(({ email, is }) => `  ${email}  (${is})`),
      ].join('\n'),
  }),
]
