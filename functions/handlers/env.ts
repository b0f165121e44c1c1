/**
 * Names of the environment variables that the stack sets and the functions read. The stack publishes what is not
 * of one function alone under `/watchword/STAGE/NAME` too, where the operator's command line finds it.
 */
export type EnvironmentName =
  | 'STATE_TABLE'
  | 'NEWS_TABLE'
  | 'POLL_FUNCTION'
  | 'DIGEST_FUNCTION'
  | 'CONFIGURATION_SET'
  | 'BASE_URL'
  | 'SENDER_NAME'
  | 'DIGEST_FROM'
  | 'TRANSACTIONAL_FROM'
  | 'POSTAL_ADDRESS'
  | 'PARAMETER_PATH';

/** Values by name: a function's `process.env`, or a deployment's parameters. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The value of one variable.
 * @throws when it is missing or empty, naming it: a fault of the deployment, not of a request.
 */
export function requireEnv(env: Environment, name: EnvironmentName): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set: deploy the stack again, it sets it for this function`);
  return value;
}

/** Where a deployment's parameters stand: values of this file's names, and below it `/keys`. */
export function parameterPath(stage: string): string {
  return `/watchword/${stage}`;
}
