/* global fetch */

/** Returns the reply, or `{ error }` in words. */
export async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return await answer.json();
  } catch {
    return { error: 'The demo does not answer. Is it still running?' };
  }
}
