// The public portal (公众门户), mounted beside the API on one server: pages for citizens and enterprises, in two languages,
// usable without JavaScript. It has no rules of its own; every page asks the kernel with the reader's authority.
import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { type Asset, assets } from './assets.ts';
import { demandRoutes } from './demand/routes.ts';
import type { Portal, PortalDeps } from './deps.ts';
import { door, failed, sendHtml } from './door.ts';
import { errorPage } from './errors.ts';
import { knowledgeRoutes } from './knowledge/routes.ts';
import { accountRoutes } from './pages/account.ts';
import { find } from './pages/find.ts';
import { home } from './pages/home.ts';
import { repliesPage, replyPage } from './pages/replies.ts';
import { about, accessibility, help, officials, privacy } from './pages/static.ts';
import { reportRoutes } from './report/routes.ts';
import { openSealer } from './seal.ts';
import { trackRoutes } from './track/routes.ts';
import { plainView } from './view.ts';

export type { DemoProgress, PortalDeps } from './deps.ts';

const serve = (app: FastifyInstance, { href, type, body }: Asset) =>
  app.get(href, (_request, reply) =>
    reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(body),
  );

/** The last full year, unless the demonstration or the caller names another. */
const yearOf = ({ kernel, demo, year }: PortalDeps): number =>
  year ?? (demo ? 2021 : Number(kernel.clock.now().slice(0, 4)) - 1);

/** Expects @fastify/cookie and @fastify/rate-limit on the server, as the HTTP service registers them. */
export async function mountPortal(app: FastifyInstance, deps: PortalDeps): Promise<void> {
  const portal: Portal = {
    kernel: deps.kernel,
    demo: deps.demo,
    year: yearOf(deps),
    sealer: openSealer(deps.secret),
    progress: deps.demoProgress ?? (() => null),
  };
  await app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 256 * 1024 });
    scope.setErrorHandler((error, request, reply) => failed(portal, error, request, reply));
    for (const asset of Object.values(assets)) serve(scope, asset);
    scope.get('/robots.txt', (_request, reply) =>
      reply.type('text/plain').send(portal.demo ? 'User-agent: *\nDisallow: /\n' : 'User-agent: *\nDisallow: /track\n'),
    );
    const pages = door(scope, portal);
    pages.get('/', home);
    pages.get('/find', find);
    pages.get('/replies', repliesPage);
    pages.get('/replies/:id', replyPage);
    pages.get('/help', ({ v }) => ({ page: help(v) }));
    pages.get('/about', ({ v }) => ({ page: about(v) }));
    pages.get('/accessibility', ({ v }) => ({ page: accessibility(v) }));
    pages.get('/privacy', ({ v }) => ({ page: privacy(v) }));
    pages.get('/officials', ({ v }) => ({ page: officials(v) }));
    demandRoutes(pages);
    trackRoutes(pages);
    accountRoutes(pages);
    knowledgeRoutes(pages);
    reportRoutes(pages);
  });
  // The API answers unknown addresses of its own; whatever else is asked for and not there gets a page.
  app.setNotFoundHandler((request, reply) =>
    sendHtml(reply, portal.demo, 404, errorPage(plainView(request, reply, portal.demo), 404)),
  );
}
