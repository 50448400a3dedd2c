// A reporter for node:test that writes nothing but the final counts, so that several suites can be added up without
// reading text meant for people.
import type { TestEvent } from 'node:test/reporters';

export default async function* totals(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    // The summary of a single file names that file; the one without a name is the whole run's.
    if (event.type === 'test:summary' && event.data.file === undefined) yield `${JSON.stringify(event.data.counts)}\n`;
  }
}
