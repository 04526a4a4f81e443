"use client";

import { Crash } from "@/components/frame/crash";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="p-6 pt-16">
      <Crash error={error} onRetry={reset} />
    </main>
  );
}
