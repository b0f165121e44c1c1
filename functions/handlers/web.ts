/** Lambda entry: every request to the HTTP API. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createWeb } from '../web/app.ts';
import { requestOf, resultOf } from './http-api.ts';
import { keyring } from './keys.ts';
import { mailer } from './mail.ts';
import { base, sender } from './runtime.ts';

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const web = createWeb({
    ...base(),
    mailer: mailer(),
    keyring: await keyring(),
    sender: sender(),
    report: (fault) => console.error('a page failed:', fault),
  });
  return resultOf(await web.fetch(requestOf(event), { ip: event.requestContext.http.sourceIp }));
}
