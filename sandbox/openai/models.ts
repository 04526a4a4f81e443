/** Which models a key may use (platform.openai.com/docs/api-reference/models, read November 2026): what it costs nothing to ask. */

/** Of the models of November 2026 those that this telephone's customers use; by its name every other one is known too. */
const LISTED = ["gpt-6-luna", "gpt-6.1-terra", "gpt-6.1-sol"];
const CREATED_UNIX_SECONDS = 1_790_000_000;
const PATH = /^\/v1\/models(?:\/([^/]+))?\/?$/;

export const isModelsPath = (pathname: string) => PATH.test(pathname);

/** The list, or the one model that the path names. */
export function modelsAt(pathname: string): unknown {
  const name = PATH.exec(pathname)?.[1];
  if (name !== undefined) return modelCalled(decodeURIComponent(name));
  return { object: "list", data: LISTED.map(modelCalled) };
}

function modelCalled(id: string) {
  return { id, object: "model", created: CREATED_UNIX_SECONDS, owned_by: "system" };
}
