import { createServer, type Server } from "node:http";
import { collectDefaultMetrics, register } from "prom-client";
import { log } from "@/lib/log";

/** `/metrics` of this process on a port that is not the public one. */
export async function serveMetrics(host: string, port: number): Promise<Server> {
  collectDefaultMetrics();
  const server = createServer((request, response) => {
    if (request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    register.metrics().then(
      (text) => response.writeHead(200, { "Content-Type": register.contentType }).end(text),
      (error: unknown) => {
        log.error({ err: error }, "metrics could not be collected");
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  server.unref();
  return server;
}
