// /openapi.json is written from the very schemas that check the requests.
import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import * as z from 'zod';

const schemaRegistry = z.globalRegistry;

/** Columns differ from procedure to procedure, so they stand in the description as one open object. */
const facets = {
  in: 'query',
  name: 'facets',
  style: 'deepObject',
  explode: true,
  required: false,
  description: 'facets[place]=… for any column of the procedure; see /api/v1/procedures.',
  schema: { type: 'object', additionalProperties: { type: 'string' } },
} as const;

const named = createJsonSchemaTransformObject({ schemaRegistry });

const withFacets: SwaggerTransformObject = (document) => {
  const described = named(document);
  for (const [path, item] of Object.entries(described.paths ?? {})) {
    if (!/\/cases\/\{procedure\}(?:$|\/count|\/export)/.test(path)) continue;
    const parameters = item?.get?.parameters;
    if (parameters !== undefined) (parameters as object[]).push(facets);
  }
  return described;
};

export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    hideUntagged: true,
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Plumbline 准绳',
        version: '1',
        description:
          'An act is a step in a procedure. Errors are problem+json; every POST takes Idempotency-Key; ' +
          'labels are {zh, en}; times are RFC 3339 with +08:00; money is in 分.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'session', description: 'Who am I' },
        { name: 'procedures', description: 'What can be done' },
        { name: 'cases', description: 'Open, act, read, find' },
        { name: 'figures', description: 'Counts that open to their records' },
        { name: 'law', description: 'Rules and due dates' },
        { name: 'live', description: 'Notices as they happen' },
        { name: 'operations', description: 'For those who run it' },
      ],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'plumbline_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { token: [] }, {}],
    },
    transform: createJsonSchemaTransform({ schemaRegistry }),
    transformObject: withFacets,
  });
}
