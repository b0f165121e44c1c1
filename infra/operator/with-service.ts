/** Runs a command's work on the service that the environment names, and lets go of it whatever happens. */
import type { Context, Outcome } from './command.ts';
import type { Connected } from './connect.ts';

export async function withService(
  { connect }: Pick<Context, 'connect'>,
  work: (service: Connected) => Promise<Outcome>,
): Promise<Outcome> {
  const connection = await connect();
  if (connection.kind === 'problem') return connection;
  try {
    return await work(connection.service);
  } finally {
    await connection.service.close();
  }
}
