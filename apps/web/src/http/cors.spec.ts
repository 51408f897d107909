import express from 'express';
import request from 'supertest';
import { allowOrigins, originMatcher } from './cors';

describe('allowed origins', () => {
  const isAllowed = originMatcher([
    'https://app.otto.example',
    'https://*.preview.otto.example/',
    'http://localhost:*',
    'exp://*',
  ]);

  it.each([
    'https://app.otto.example',
    'https://pr-12.preview.otto.example',
    'http://localhost:3000',
    'exp://192.168.1.20:8081',
  ])('include %s', (origin) => expect(isAllowed(origin)).toBe(true));

  it.each([
    'http://app.otto.example',
    'https://app.otto.example.evil.example',
    'https://evil.example/https://app.otto.example',
    'https://a.b.preview.otto.example',
    'https://preview.otto.example',
    'https://evil.example#.preview.otto.example',
    'https://appXotto.example',
    'http://localhost:3000.evil.example',
    'null',
    '',
  ])('do not include %j', (origin) => expect(isAllowed(origin)).toBe(false));
});

describe('a browser', () => {
  const app = express();
  app.use(allowOrigins(['https://app.otto.example']));
  app.get('/x', (_request, response) => void response.send('x'));
  const origin = 'https://app.otto.example';

  it('may read answers and send the headers of the API from an allowed origin', async () => {
    const asked = await request(app)
      .options('/x')
      .set({ Origin: origin, 'Access-Control-Request-Method': 'PATCH' });
    expect(asked.status).toBe(204);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': expect.stringContaining('PATCH'),
      'access-control-allow-headers': expect.stringContaining('Idempotency-Key'),
    });
    const answer = await request(app).get('/x').set('Origin', origin);
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    expect(answer.headers['access-control-expose-headers']).toContain('Retry-After');
  });

  it('is told nothing from any other, and caches keep the two apart', async () => {
    const { headers } = await request(app).get('/x').set('Origin', 'https://evil.example');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['vary']).toBe('Origin');
  });
});
