// Live notices. A general listener learns only that something changed in a procedure and a unit; a listener to one case
// learns its new version, and only for as long as the case is visible to that listener.
import { type ActorRef, type EntryNotice, type Kernel, Problem, unknownActor } from '#kernel';
import { actorOf } from '../actor.ts';
import { answers, file, ProgressSchema, read } from '../answers.ts';
import type { DemoState } from '../options.ts';
import { unfitValues } from '../problem.ts';
import { closeAllEvents, type Events, openEvents } from '../sse.ts';
import { caseId, procedureId, query } from '../validation.ts';
import type { Routes } from './door.ts';

/** During a load thousands of entries a second arrive; a page needs to hear of them a few times. */
const GATHER = 250;

const liveQuery = query({
  procedure: procedureId.optional(),
  case: caseId.optional().describe('One case, with `procedure`.'),
});

type Tell = (notices: readonly EntryNotice[], events: Events) => Promise<void> | void;

const general =
  (procedure: string | undefined): Tell =>
  (notices, events) => {
    const changed = new Map<string, { procedure: string; unit: string }>();
    for (const { procedure: of, unit } of notices) {
      if (procedure === undefined || procedure === of) changed.set(`${of} ${unit}`, { procedure: of, unit });
    }
    for (const each of changed.values()) events.send('changed', each);
  };

const oneCase =
  (kernel: Kernel, actor: ActorRef, procedure: string, id: string): Tell =>
  async (notices, events) => {
    if (!notices.some((notice) => notice.case === id)) return;
    try {
      const { version, state } = await kernel.get(actor, procedure, id);
      events.send('case', { procedure, case: id, version, state });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      events.close();
    }
  };

/** Notices are gathered for a moment; kept by case and unit, so that a flood stays small. */
function gathered(deliver: (notices: readonly EntryNotice[]) => void) {
  let waiting = new Map<string, EntryNotice>();
  let timer: NodeJS.Timeout | undefined;
  return {
    take(notice: EntryNotice) {
      if (waiting.size < 1000) waiting.set(`${notice.case} ${notice.unit}`, notice);
      timer ??= setTimeout(() => {
        const notices = [...waiting.values()];
        waiting = new Map();
        timer = undefined;
        deliver(notices);
      }, GATHER);
    },
    stop: () => clearTimeout(timer),
  };
}

export const liveRoutes: Routes = (api, { kernel, metrics, progress }) => {
  api.addHook('preClose', (done) => {
    closeAllEvents();
    done();
  });

  api.get(
    '/live',
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['live'],
        summary: 'Notices as they happen (text/event-stream)',
        querystring: liveQuery,
        response: answers({ 200: file('text/event-stream', 'Events `changed` or `case`.') }, ...read),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const who = await kernel.whoIs(actor);
      if (who === null || who.kind === 'anyone') throw unknownActor();
      const { procedure, case: id } = request.query;
      if (id !== undefined && procedure === undefined) {
        const message = { zh: '指明事项时须同时指明程序。', en: 'A case needs its procedure.' };
        throw unfitValues([{ pointer: '/procedure', message, in: 'query' }]);
      }
      if (id !== undefined && procedure !== undefined) await kernel.get(actor, procedure, id);
      const tell =
        id === undefined || procedure === undefined ? general(procedure) : oneCase(kernel, actor, procedure, id);
      const fault = (error: unknown) => {
        request.log.error({ err: error }, 'live');
        events.close();
      };
      const gather = gathered((notices) => {
        Promise.resolve(tell(notices, events)).catch(fault);
      });
      const unsubscribe = kernel.subscribe(gather.take);
      const stop = () => {
        unsubscribe();
        gather.stop();
      };
      // Someone who has logged out, or whose token has ended, is let go with the next heartbeat.
      const stillKnown = () => {
        kernel.whoIs(actor).then((now) => (now === null ? events.close() : undefined), fault);
      };
      const events = openEvents(request, reply, metrics, stop, stillKnown);
    },
  );

  api.get(
    '/demo/progress',
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['live'],
        summary: 'How far the demonstration year has come in; JSON, or events when asked for text/event-stream',
        querystring: query({}),
        response: answers({ 200: ProgressSchema }),
      },
    },
    async (request, reply) => {
      const off = { phase: 'off', year: null, done: 0, total: null, entries: 0 } as const;
      const wantsEvents = request.headers.accept?.includes('text/event-stream') === true;
      if (progress === undefined || !wantsEvents) return progress?.state() ?? off;
      let unsubscribe: () => void = () => undefined;
      const events = openEvents(request, reply, metrics, () => unsubscribe());
      const tell = (state: DemoState) => {
        events.send('progress', state);
        // Nothing more will come; the reader asks for the plain state if it missed this one.
        if (state.phase === 'done' || state.phase === 'failed' || state.phase === 'off') events.close();
      };
      unsubscribe = progress.subscribe(tell);
      tell(progress.state());
      return reply;
    },
  );
};
