import { readField } from './read-field';

const NAME = 'stagedoorOpening';

interface Opening {
  readonly eventDayId: string;
  /** Address of the engine that this browser will most likely want. */
  readonly engineFile: string;
}

/**
 * A script that asks for the session and the engine at once, and leaves both where the player finds them: opening a
 * session means nothing on a browser that cannot play, so there it does nothing.
 */
export function earlyOpeningScript({ eventDayId, engineFile }: Opening): string {
  const [day, file] = [literal(eventDayId), literal(engineFile)];
  return (
    `if("requestMediaKeySystemAccess" in navigator){const s=document.createElement("script");s.src=${file};` +
    `s.fetchPriority="high";const o=window.${NAME}={eventDayId:${day},engineFile:${file},` +
    `engine:new Promise((y,n)=>{s.onload=y;s.onerror=n}),` +
    `answer:fetch("/api/playback",{method:"POST",priority:"high",headers:{"content-type":"application/json"},` +
    `body:JSON.stringify({eventDayId:${day}}),signal:AbortSignal.timeout(10000)})};` +
    `o.answer.catch(()=>{});o.engine.catch(()=>{});document.head.append(s)}`
  );
}

/** The day whose session this page has asked for early and nobody has taken yet. */
export function earlyDay(): string | undefined {
  const day = readField(opening(), 'eventDayId');
  return typeof day === 'string' && readField(opening(), 'answer') !== undefined ? day : undefined;
}

/** The answer to the page's own early request for that day, once; undefined where there is none. Never rejects. */
export async function takeEarlyAnswer(eventDayId: string): Promise<Response | undefined> {
  if (earlyDay() !== eventDayId) return undefined;
  const answer = await take('answer')?.catch(() => undefined);
  return answer instanceof Response ? answer : undefined;
}

/** Settles with the early fetch of that file, once; undefined where there is none. Rejects when it failed. */
export function takeEarlyEngine(file: string): Promise<unknown> | undefined {
  return readField(opening(), 'engineFile') === file ? take('engine') : undefined;
}

function opening(): object | undefined {
  const found: unknown = Reflect.get(window, NAME);
  return typeof found === 'object' && found !== null ? found : undefined;
}

function take(part: 'answer' | 'engine'): Promise<unknown> | undefined {
  const early = opening();
  const promise = readField(early, part);
  if (early !== undefined) Reflect.deleteProperty(early, part);
  return promise instanceof Promise ? promise : undefined;
}

/** `<` would end the script element. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
