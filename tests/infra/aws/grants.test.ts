import { beforeAll, describe, expect, it } from 'vitest';
import {
  EVERY_KEY,
  type Keys,
  type Place,
  type PlaceGrant,
  type RowAction,
  TABLE_GRANTS,
} from '../../../infra/aws/constructs/table-grants.ts';
import { HANDLERS, runEveryStage, type Uses } from './every-stage.ts';
import { exampleTemplate } from './example-template.ts';
import type { Use } from './recorded-store.ts';

describe('the rows that each function may touch', () => {
  let uses: Uses;
  beforeAll(async () => {
    uses = await runEveryStage();
  }, 120_000);

  it.each(HANDLERS)('suffice for everything that %s does', (handler) => {
    const granted = TABLE_GRANTS[handler];
    const refused = uses[handler].filter(({ place, action, keys }) => {
      const allowed = granted[place]?.[action] ?? [];
      return !keys.every((key) => allowed.some((pattern) => covers(pattern, key)));
    });
    expect(uses[handler].length).toBeGreaterThan(0);
    expect(refused).toEqual([]);
  });

  it.each(HANDLERS)('are no more than %s uses', (handler) => {
    const isUsed = ({ place, action, pattern }: Grant) => uses[handler].some(touches(place, action, pattern));
    expect(grantsOf(TABLE_GRANTS[handler]).filter((grant) => !isUsed(grant))).toEqual([]);
  });
});

type Grant = { readonly place: Place; readonly action: RowAction; readonly pattern: string };

function grantsOf(places: Readonly<Partial<Record<Place, PlaceGrant>>>): readonly Grant[] {
  return (Object.entries(places) as [Place, PlaceGrant][]).flatMap(([place, actions]) =>
    (Object.entries(actions) as [RowAction, Keys][]).flatMap(([action, keys]) =>
      keys.map((pattern) => ({ place, action, pattern })),
    ),
  );
}

const touches = (place: Place, action: RowAction, pattern: string) => (use: Use) =>
  use.place === place && use.action === action && use.keys.some((key) => covers(pattern, key));

function covers(pattern: string, key: string): boolean {
  if (pattern === EVERY_KEY) return true;
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}

type Statement = {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Effect: string;
  readonly Condition?: unknown;
};

const LOGS = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/** Everything beside rows: what each role may do, and nothing else. */
const BESIDE_ROWS: Readonly<Record<string, readonly string[]>> = {
  tick: [...LOGS, 'lambda:InvokeFunction'],
  poll: LOGS,
  digest: [...LOGS, 'ses:SendRawEmail', 'ses:GetSendQuota', 'ssm:GetParameters'],
  feedback: [
    ...LOGS,
    'sqs:ReceiveMessage',
    'sqs:ChangeMessageVisibility',
    'sqs:GetQueueUrl',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'ssm:GetParameters',
  ],
  web: [...LOGS, 'ses:SendRawEmail', 'ses:GetSendQuota', 'ssm:GetParameters'],
};

describe('the role of each function', () => {
  const template = exampleTemplate();

  it.each(HANDLERS)('of %s allows exactly what it is for', (handler) => {
    const statements = statementsOf(handler);
    const rows = Object.values(TABLE_GRANTS[handler]).flatMap((actions) =>
      Object.keys(actions).map((action) => `dynamodb:${action}`),
    );
    const actions = statements.flatMap(({ Action }) => Action);
    expect([...new Set(actions)].sort()).toEqual(
      [...new Set([...rows, ...(BESIDE_ROWS[handler] ?? [])])].sort(),
    );
    expect(statements.every(({ Effect }) => Effect === 'Allow')).toBe(true);
  });

  it.each(HANDLERS)(
    'of %s names what it is for, and every resource only where AWS knows no other',
    (handler) => {
      const wide = statementsOf(handler).filter(({ Resource }) => [Resource].flat().includes('*'));
      expect(wide.flatMap(({ Action }) => Action)).toEqual(
        BESIDE_ROWS[handler]?.includes('ses:GetSendQuota') ? ['ses:GetSendQuota'] : [],
      );
    },
  );

  it.each(HANDLERS)('of %s checks the prefix of every row but the due index', (handler) => {
    const unchecked = statementsOf(handler).filter(
      ({ Action, Condition }) => String(Action).includes('dynamodb:') && !Condition,
    );
    for (const { Action, Resource } of unchecked) {
      expect(Action).toBe('dynamodb:Query');
      expect(JSON.stringify(Resource)).toContain('/index/due');
    }
  });

  it('takes no managed policy of AWS', () => {
    const roles = Object.values(template.findResources('AWS::IAM::Role'));
    expect(roles.flatMap(({ Properties }) => Properties.ManagedPolicyArns ?? [])).toEqual([]);
  });

  function statementsOf(handler: string): readonly Statement[] {
    const prefix = `${handler[0]?.toUpperCase()}${handler.slice(1)}Role`;
    const own = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
      id.startsWith(prefix),
    );
    expect(own).toHaveLength(1);
    return own.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as Statement[]);
  }
});
