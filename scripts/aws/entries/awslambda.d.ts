/** What Lambda's Node runtime puts there (Lambda Developer Guide, response streaming). */
declare const awslambda: {
  streamifyResponse<Event, Stream, Context>(
    handler: (event: Event, stream: Stream, context: Context) => Promise<void>,
  ): (event: Event, stream: Stream, context: Context) => Promise<void>;
};
