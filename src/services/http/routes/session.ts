// Logging in and out. A wrong name and a wrong password get one and the same answer, and only so many tries.
import * as z from 'zod';
import { Problem, unknownActor } from '#kernel';
import { actorOf, checkOrigin, clearSession, SESSION_COOKIE, setSession } from '../actor.ts';
import { answers, WhoSchema } from '../answers.ts';
import { countFailures } from '../limits.ts';
import { query } from '../validation.ts';
import type { Routes } from './door.ts';

const Login = z.strictObject({ user: z.string().min(1).max(100), password: z.string().min(1).max(1000) });

export const sessionRoutes: Routes = (api, { kernel, limits }) => {
  const userOf = (body: unknown): string => (body as z.infer<typeof Login>).user;
  // Guessing one password against many accounts is guessing too.
  const guesses = [
    countFailures(api, limits.loginFailures, ({ ip, body }) => `login ${ip} ${userOf(body)}`),
    countFailures(api, limits.loginFailures * 5, ({ ip }) => `login ${ip}`),
  ];

  api.post(
    '/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Log in; the answer sets the session cookie',
        querystring: query({}),
        body: Login,
        response: answers({ 201: WhoSchema }, 400, 401, 403, 413, 415, 429),
      },
    },
    async (request, reply) => {
      checkOrigin(request);
      for (const each of guesses) await each.check(request);
      const entered = await kernel.people.login(request.body.user, request.body.password);
      if (entered === null) {
        for (const each of guesses) await each.count(request);
        throw new Problem('unknown-actor', { zh: '账号或密码不正确。', en: 'The name or the password is wrong.' });
      }
      setSession(request, reply, entered.session);
      return reply.code(201).header('location', '/api/v1/session').send(entered.who);
    },
  );

  api.get(
    '/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Who am I, with which posts',
        querystring: query({}),
        response: answers({ 200: WhoSchema }, 401),
      },
    },
    async (request) => {
      const who = await kernel.whoIs(actorOf(request));
      if (who === null || who.kind === 'anyone') throw unknownActor();
      return who;
    },
  );

  api.delete(
    '/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Log out',
        querystring: query({}),
        response: answers({ 204: z.null().describe('Logged out.') }, 401, 403),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const session = request.cookies[SESSION_COOKIE];
      if ('session' in actor && session !== undefined) await kernel.people.logout(session);
      clearSession(request, reply);
      return reply.code(204).send(null);
    },
  );
};
