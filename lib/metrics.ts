import { createServer, type Server } from "node:http";
import { collectDefaultMetrics, register, type Registry } from "prom-client";
import { log } from "@/lib/log";

/** `/metrics` on a port that is not the public one: of `registry`, else what Node tells of itself. */
export async function serveMetrics(
  host: string,
  port: number,
  registry: Registry = nodeRegistry(),
): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { "Content-Type": registry.contentType }).end(text),
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

function nodeRegistry(): Registry {
  collectDefaultMetrics();
  return register;
}
