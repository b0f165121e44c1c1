/** The DynamoDB client with bounds on time: a silent server costs seconds, never a whole run. */
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type DynamoClientOptions = Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'> & {
  /** Bounds other than AWS's servers deserve. */
  readonly bounds?: Bounds;
};

/** Of one attempt, ms. */
export type Bounds = { readonly connectionTimeout: number; readonly requestTimeout: number };

const BOUNDS: Bounds = { connectionTimeout: 1_000, requestTimeout: 3_000 };

/**
 * Without options the SDK's own sources decide (environment, profile, role). Three attempts of at most 1 s to
 * connect and 3 s to answer, with the SDK's jitter between them: 12 s at worst, well inside a run of 55 s.
 */
export function createDynamoClient({
  bounds = BOUNDS,
  ...options
}: DynamoClientOptions = {}): DynamoDBClient {
  return new DynamoDBClient({
    ...options,
    maxAttempts: 3,
    // `requestTimeout` alone only logs; with `throwOnRequestTimeout` it ends the attempt.
    requestHandler: { ...bounds, throwOnRequestTimeout: true },
  });
}
