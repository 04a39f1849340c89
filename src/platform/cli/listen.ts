import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { CommandRefused } from './command.ts'

/** Listens, and returns the address that people type. */
export async function listen(server: FastifyInstance, config: Config): Promise<string> {
  const { host, port } = config
  try {
    await server.listen({ host, port })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new CommandRefused(`Port ${port} on ${host} is taken by another program.`, 'Choose another one: PORT=3100 npm start')
    if (code === 'EACCES')
      throw new CommandRefused(`Port ${port} may not be used by this user.`, 'Choose one above 1023: PORT=3100 npm start')
    throw new CommandRefused(`The server can't listen on ${host}:${port}: ${message}.`, 'Check HOST and PORT.')
  }
  if (config.publicUrl !== undefined) return config.publicUrl
  const bound = server.server.address()
  const name = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host
  return `${config.tlsCert === undefined ? 'http' : 'https'}://${name}:${typeof bound === 'object' && bound ? bound.port : port}`
}
