/** Plain parameters of a deployment, as the stack publishes them. */
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';

/**
 * Values by name; a name without a parameter is left out.
 * @param names At most 10, without the path.
 * @param path `/watchword/STAGE`.
 */
export async function readParameters<Name extends string>({
  client,
  path,
  names,
}: {
  readonly client: Pick<SSMClient, 'send'>;
  readonly path: string;
  readonly names: readonly Name[];
}): Promise<Readonly<Partial<Record<Name, string>>>> {
  const answer = await client.send(
    new GetParametersCommand({ Names: names.map((name) => `${path}/${name}`) }),
  );
  const values = new Map(answer.Parameters?.map(({ Name, Value }) => [Name, Value]));
  const found = names.flatMap((name) => {
    const value = values.get(`${path}/${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found) as Partial<Record<Name, string>>;
}
