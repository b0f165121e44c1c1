/**
 * Both tables, built from the definitions that the store and the embedded database use, and what each function may
 * do with which rows. A grant and the variable that names the table go together, one method a function.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { NEWS, STATE, type TableDefinition } from '../../tables.ts';
import type { HandlerName } from './bundle.ts';
import type { StageFunction } from './stage-function.ts';
import { EVERY_KEY, type Place, TABLE_GRANTS } from './table-grants.ts';

export type TablesProps = { readonly writesPerSecond: number; readonly readsPerSecond: number };

export class Tables extends Construct {
  readonly state: Table;
  readonly news: Table;

  constructor(scope: Construct, id: string, limits: TablesProps) {
    super(scope, id);
    // What state holds cannot be had again; news ages out in 35 days, which is as far as a restore would reach.
    this.state = makeTable(this, 'State', STATE, { ...limits, recoverable: true });
    this.news = makeTable(this, 'News', NEWS, { ...limits, recoverable: false });
  }

  /** Gives `fn` what the stages of its handler do, row by row, and the names of the tables it then may touch. */
  grant(handler: HandlerName, fn: StageFunction): void {
    fn.set('STATE_TABLE', this.state.tableName);
    fn.set('NEWS_TABLE', this.news.tableName);
    for (const [place, actions] of Object.entries(TABLE_GRANTS[handler])) {
      for (const [action, keys] of Object.entries(actions)) {
        fn.allow(
          new PolicyStatement({
            actions: [`dynamodb:${action}`],
            resources: [this.#arnOf(place as Place)],
            ...(!keys.includes(EVERY_KEY) && {
              conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } },
            }),
          }),
        );
      }
    }
  }

  #arnOf(place: Place): string {
    const [table, index] = place.split('/') as ['state' | 'news', string?];
    const { tableArn } = this[table];
    return index ? `${tableArn}/index/${index}` : tableArn;
  }
}

function makeTable(
  scope: Construct,
  id: string,
  definition: TableDefinition,
  options: TablesProps & { readonly recoverable: boolean },
): Table {
  const text = (name: string) => ({ name, type: AttributeType.STRING });
  const time = (name: string) => ({ name, type: AttributeType.NUMBER });
  const brake = {
    maxWriteRequestUnits: options.writesPerSecond,
    maxReadRequestUnits: options.readsPerSecond,
  };
  const table = new Table(scope, id, {
    partitionKey: text(definition.partitionKey),
    sortKey: text(definition.sortKey),
    timeToLiveAttribute: definition.timeToLive,
    billingMode: BillingMode.PAY_PER_REQUEST,
    ...brake,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: options.recoverable },
  });
  table.addLocalSecondaryIndex({
    indexName: definition.byTime.name,
    sortKey: time(definition.byTime.sortKey),
    projectionType: ProjectionType.ALL,
  });
  if (definition.due) {
    table.addGlobalSecondaryIndex({
      indexName: definition.due.name,
      partitionKey: text(definition.due.partitionKey),
      sortKey: time(definition.due.sortKey),
      projectionType: ProjectionType.KEYS_ONLY,
      ...brake,
    });
  }
  return table;
}
