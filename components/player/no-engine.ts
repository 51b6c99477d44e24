/** What stands for the engine on the server, which plays nothing: Shaka's builds want `self` (package.json, `imports`). */
export const none = undefined;
