import { readField } from './read-field';

const NAME = 'stagedoorOpening';

/** A script that asks for the session at once, and leaves the answer where `takeEarlyAnswer` finds it. */
export function earlyOpeningScript(eventDayId: string): string {
  // `<` would end the script element.
  const id = JSON.stringify(eventDayId).replaceAll('<', '\\u003c');
  return (
    `window.${NAME}={eventDayId:${id},answer:fetch("/api/playback",{method:"POST",` +
    `headers:{"content-type":"application/json"},body:JSON.stringify({eventDayId:${id}}),` +
    `signal:AbortSignal.timeout(10000)})};window.${NAME}.answer.catch(()=>{})`
  );
}

/** The answer to the page's own early request for that day, once; undefined where there is none. May reject. */
export function takeEarlyAnswer(eventDayId: string): Promise<Response> | undefined {
  const early: unknown = Reflect.get(window, NAME);
  if (readField(early, 'eventDayId') !== eventDayId) return undefined;
  Reflect.deleteProperty(window, NAME);
  const answer = readField(early, 'answer');
  return answer instanceof Promise ? answer : undefined;
}
