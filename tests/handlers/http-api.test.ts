import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { requestOf, resultOf } from '../../functions/handlers/http-api.ts';

function anEvent(method: string, over: Partial<APIGatewayProxyEventV2> = {}): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/manage/token',
    rawQueryString: '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    isBase64Encoded: false,
    requestContext: {
      accountId: '0',
      apiId: 'api',
      domainName: 'news.example',
      domainPrefix: 'news',
      http: { method, path: '/manage/token', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
      requestId: 'r',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...over,
  };
}

describe('a request of the HTTP API', () => {
  it('keeps path, raw query, headers and all cookies', () => {
    const request = requestOf(anEvent('GET', { rawQueryString: 'a=1&a=2&b=%26', cookies: ['x=1', 'y=2'] }));
    expect(request.url).toBe('https://news.example/manage/token?a=1&a=2&b=%26');
    expect(request.headers.get('cookie')).toBe('x=1; y=2');
    expect(request.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
  });

  it('brings a form as it was posted', async () => {
    const form = await requestOf(anEvent('POST', { body: 'rules=%D0%90+OR+b' })).formData();
    expect(form.get('rules')).toBe('А OR b');
  });

  it('brings a multipart body, which the API encodes', async () => {
    const body =
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    const request = requestOf(
      anEvent('POST', {
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
        body: Buffer.from(body).toString('base64'),
        isBase64Encoded: true,
      }),
    );
    expect((await request.formData()).get('List-Unsubscribe')).toBe('One-Click');
  });
});

describe('a response to the HTTP API', () => {
  it('keeps status, headers, each cookie and the text', async () => {
    const response = new Response('<p>Grüße</p>', { status: 422, headers: { 'content-type': 'text/html' } });
    response.headers.append('set-cookie', 'a=1; Path=/');
    response.headers.append('set-cookie', 'b=2; Path=/');
    expect(await resultOf(response)).toEqual({
      statusCode: 422,
      headers: { 'content-type': 'text/html' },
      cookies: ['a=1; Path=/', 'b=2; Path=/'],
      body: '<p>Grüße</p>',
    });
  });
});
