import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { AuthPage } from "@/components/auth/auth-page";
import { SignInForm } from "@/components/auth/sign-in-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const [t, { next }] = await Promise.all([getTranslations("auth.signIn"), searchParams]);
  return (
    <AuthPage
      heading={t("heading")}
      description={t("tagline")}
      foot={
        <>
          {t("noAccount")}{" "}
          <Link href="/sign-up" className="font-medium text-accent-ink underline underline-offset-2">
            {t("signUp")}
          </Link>
        </>
      }
    >
      <SignInForm next={typeof next === "string" ? next : undefined} />
    </AuthPage>
  );
}
