import express, { Router } from 'express';
import { absolutePath } from 'swagger-ui-dist';
import { openApiOf } from '../http/openapi/document';
import { named } from '../http/route-name';
import type { Route } from '../http/route';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Otto API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  defaultModelsExpandDepth: -1,
  persistAuthorization: true,
});
`;

/** Swagger UI sets styles on its elements and brings its icons as data. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];
const DAY_MS = 86_400_000;

/** The document of the API and a page to read it, without anything from elsewhere. */
export function createDocsRouter(routes: readonly Route[], serverUrl: string): Router {
  // Made when it is first asked for: most processes are never asked.
  let document: string | undefined;
  const router = Router();
  router.use(['/docs', '/openapi.json'], named(''));
  router.get('/openapi.json', (_request, response) => {
    document ??= JSON.stringify(openApiOf(routes, serverUrl));
    response.type('application/json').send(document);
  });
  router.get('/docs', (_request, response) => {
    response.set('Content-Security-Policy', POLICY).type('html').send(PAGE);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('text/javascript').send(START);
  });
  const assets = express.static(absolutePath(), { index: false, maxAge: DAY_MS });
  for (const name of ASSETS) {
    router.get(`/docs/${name}`, (request, response, next) => {
      request.url = `/${name}`;
      assets(request, response, next);
    });
  }
  return router;
}
