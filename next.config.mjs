import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

const bridge = process.env.BRIDGE_INTERNAL_URL ?? "http://127.0.0.1:3001";

/** @type {import("next").NextConfig} */
const config = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` does it for the whole house; a build need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // One public port is enough: media reaches the bridge through web where no proxy sends it there. Fixed when building.
  rewrites: async () => [{ source: "/ws/:path*", destination: `${bridge}/ws/:path*` }],
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        {
          key: "Content-Security-Policy",
          value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
        },
        { key: "X-Content-Type-Options", value: "nosniff" },
        // An invitation's link is a key: it must not travel on as a referrer.
        { key: "Referrer-Policy", value: "same-origin" },
      ],
    },
  ],
  // A container image is the one place that wants the traced, self-contained server (`next start` warns about it).
  ...(process.env.NEXT_OUTPUT === "standalone" ? { output: "standalone" } : {}),
  serverExternalPackages: [
    "@elevenlabs/elevenlabs-js",
    "@node-rs/argon2",
    "mpg123-decoder",
    "pg-boss",
    "pino",
    "postgres",
    "prom-client",
    "twilio",
  ],
};

export default withNextIntl(config);
