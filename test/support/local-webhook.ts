/** A program on this machine that is called by webhooks: it keeps what came, and answers as a test wants. */
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A program that listens. */
export interface LocalWebhook {
  readonly url: string;
  readonly calls: readonly { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string }[];
  close(): Promise<void>;
}

/** Opens one on a free port; `answer` ends the response. */
export async function openLocalWebhook(
  answer: RequestListener = (_, response) => response.end(),
): Promise<LocalWebhook> {
  const calls: LocalWebhook["calls"][number][] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? "" });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
