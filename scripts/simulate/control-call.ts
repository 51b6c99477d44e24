export type ControlCall = (method: string, route: string, body?: object) => Promise<Response>;

/** A twin's `/_sandbox/` routes. */
export function controlOf(url: string): ControlCall {
  return (method, route, body) =>
    fetch(`${url}/_sandbox/${route}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

/** The answer's JSON; throws with the answer's text when it is not 2xx. */
export async function accepted(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response.json();
}
