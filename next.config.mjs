import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // A container image is the one place that wants the traced, self-contained server (`next start` warns about it).
  ...(process.env.NEXT_OUTPUT === "standalone" ? { output: "standalone" } : {}),
  serverExternalPackages: [
    "@elevenlabs/elevenlabs-js",
    "@node-rs/argon2",
    "pg-boss",
    "pino",
    "postgres",
    "prom-client",
    "twilio",
  ],
};

export default withNextIntl(config);
