/** Translates between an HTTP API's payload 2.0 and the web's own Request and Response. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** @returns The request as the visitor sent it: the raw query, every cookie, the body's bytes. */
export function requestOf(event: APIGatewayProxyEventV2): Request {
  const { method } = event.requestContext.http;
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers))
    if (value !== undefined) headers.set(name, value);
  if (event.cookies && event.cookies.length > 0) headers.set('cookie', event.cookies.join('; '));
  const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  const mayHaveBody = method !== 'GET' && method !== 'HEAD';
  return new Request(`https://${event.requestContext.domainName}${event.rawPath}${query}`, {
    method,
    headers,
    ...(mayHaveBody && event.body !== undefined && { body: bodyOf(event.body, event.isBase64Encoded) }),
  });
}

/** Set-Cookie goes apart: payload 2.0 takes one value a header. Pages are text, so the body goes as it is. */
export async function resultOf(response: Response): Promise<APIGatewayProxyStructuredResultV2> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') headers[name] = value;
  });
  return {
    statusCode: response.status,
    headers,
    cookies: response.headers.getSetCookie(),
    body: await response.text(),
  };
}

/** One-click unsubscribe comes as multipart, which the API hands on in base64. */
function bodyOf(body: string, isBase64: boolean): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(body, isBase64 ? 'base64' : 'utf8'));
}
