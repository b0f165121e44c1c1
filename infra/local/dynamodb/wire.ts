/**
 * DynamoDB's JSON protocol as it crosses the wire: values, table descriptions, and errors.
 * Unlike the SDK's types, numbers and binaries are text here (decimal and base64).
 */

/** One attribute value: an object with exactly one of these members. */
export type WireValue = {
  readonly S?: string;
  readonly N?: string;
  /** Base64. */
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly L?: readonly WireValue[];
  readonly M?: WireItem;
};

/** An item, a key, or the values of an expression, by name. */
export type WireItem = { readonly [name: string]: WireValue };

/** A request or a response: whatever JSON object an operation takes or gives. */
export type WireObject = { [name: string]: unknown };

/** The keys of a table or index: the partition key first, then the sort key if there is one. */
export type KeySchema = readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];

/** A secondary index as a table description lists it. */
export type IndexDescription = {
  readonly IndexName: string;
  readonly KeySchema: KeySchema;
  readonly Projection: {
    readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly NonKeyAttributes?: readonly string[];
  };
  IndexStatus?: string;
};

/** A table as DescribeTable returns it, and as it stands in the database. */
export type TableDescription = {
  readonly TableName: string;
  readonly KeySchema: KeySchema;
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: string;
  }[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  TableStatus: string;
};

/** An error that the client gets to see: its HTTP status and its JSON body. */
export type WireError = Error & { readonly statusCode: number; readonly body: WireObject };

const DYNAMODB = 'com.amazonaws.dynamodb.v20120810#';
const NAMESPACES: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate#',
  SerializationException: 'com.amazon.coral.service#',
  UnknownOperationException: 'com.amazon.coral.service#',
  MissingAuthenticationTokenException: 'com.amazon.coral.service#',
};

/** An error of the given type, as the service words it: `details` are further members of its body. */
export function wireError(type: string, message: string, details: WireObject = {}): WireError {
  const body = { __type: `${NAMESPACES[type] ?? DYNAMODB}${type}`, message, ...details };
  return Object.assign(new Error(message), { statusCode: 400, body });
}

/** Whether a thrown value is an error for the client; anything else is a fault of ours. */
export function isWireError(error: unknown): error is WireError {
  return error instanceof Error && 'statusCode' in error && 'body' in error;
}

/** Whether it is an error of this type, e.g. `ConditionalCheckFailedException`. */
export function isWireErrorOf(error: unknown, type: string): error is WireError {
  return isWireError(error) && String(error.body.__type).endsWith(`#${type}`);
}
