import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { AuthPage } from "@/components/auth/auth-page";
import { SignUpForm } from "@/components/auth/sign-up-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signUp");
  return { title: t("title") };
}

export default async function SignUpPage() {
  const t = await getTranslations("auth.signUp");
  return (
    <AuthPage
      heading={t("heading")}
      description={t("description")}
      foot={
        <>
          {t("haveAccount")}{" "}
          <Link href="/sign-in" className="font-medium text-accent-ink underline underline-offset-2">
            {t("signIn")}
          </Link>
        </>
      }
    >
      <SignUpForm drawnAt={new Date()} />
    </AuthPage>
  );
}
