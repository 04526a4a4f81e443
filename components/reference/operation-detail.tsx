"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ApiDocument, ApiOperation, JsonSchema } from "@/lib/http/schema";
import { CodeBlock } from "./code-block";
import { curlOf, exampleOf, isForPrograms } from "./example-of";
import type { Listed } from "./operation-list";
import { rowsOf, type SchemaRow, typeOf } from "./schema-rows";
import { SchemaTable } from "./schema-table";

type OperationDetailProps = Listed & {
  baseUrl: string;
  refusals: ApiDocument["components"]["responses"];
};

export function OperationDetail({ method, path, operation, baseUrl, refusals }: OperationDetailProps) {
  const t = useTranslations("reference");
  const { parameters = [], requestBody } = operation;
  const body = requestBody?.content["application/json"]?.schema;
  return (
    <>
      <Access operation={operation} />
      {isForPrograms(operation) && (
        <CodeBlock
          label={t("request")}
          code={curlOf({ servers: [{ url: baseUrl }] }, method, path, operation)}
        />
      )}
      {parameters.length > 0 && (
        <Part title={t("parameters")}>
          <SchemaTable
            label={t("parametersOf", { path })}
            rows={parameters.map((parameter): SchemaRow => {
              const [row] = rowsOf({ properties: { [parameter.name]: parameter.schema } });
              return {
                path: parameter.name,
                type: `${typeOf(parameter.schema)}, ${parameter.in}`,
                isRequired: parameter.required,
                facts: row?.facts ?? [],
                description: parameter.description,
              };
            })}
          />
        </Part>
      )}
      {body && (
        <Part title={t("body")}>
          <SchemaTable label={t("bodyOf", { path })} rows={rowsOf(body)} />
          <CodeBlock label={t("bodyExample")} code={pretty(body)} />
        </Part>
      )}
      <Answers path={path} operation={operation} refusals={refusals} />
    </>
  );
}

/** The shape first, then what it looks like. */
function Answers({
  path,
  operation,
  refusals,
}: Pick<OperationDetailProps, "path" | "operation" | "refusals">) {
  const t = useTranslations("reference");
  const answers = Object.entries(operation.responses);
  const successes = answers.filter(([status]) => status.startsWith("2"));
  const failures = answers.filter(([status]) => !status.startsWith("2"));
  return (
    <>
      {successes.map(([status, { content = {} }]) => (
        <Part key={status} title={t("answer", { status })}>
          {Object.entries(content).map(([type, { schema }]) =>
            type === "application/json" && schema.properties ? (
              <div key={type} className="grid grid-cols-[minmax(0,1fr)] gap-3">
                <SchemaTable label={t("answerOf", { path })} rows={rowsOf(schema)} />
                <CodeBlock label={t("answerExample")} code={pretty(schema)} />
              </div>
            ) : (
              <p key={type} className="text-ink-muted">
                {t("otherType")} <code className="font-mono text-sm">{type}</code>
              </p>
            ),
          )}
        </Part>
      ))}
      {failures.length > 0 && (
        <Part title={t("refusals")}>
          <dl className="grid grid-cols-[3rem_minmax(0,1fr)] gap-y-1 text-sm">
            {failures.map(([status, { $ref, description }]) => (
              <div key={status} className="contents">
                <dt className="font-mono">{status}</dt>
                <dd lang="en" className="text-ink-muted">
                  {description ?? refusals[$ref?.split("/").at(-1) ?? ""]?.description}
                </dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
    </>
  );
}

function Access({ operation }: { operation: ApiOperation }) {
  const t = useTranslations("reference.access");
  const tRoles = useTranslations("team.role");
  const named = (scheme: string) => operation.security.flatMap((one) => one[scheme] ?? []);
  const [role] = named("session");
  const [scope] = named("apiKey");
  const isVendor = operation.security.some((one) => !("session" in one) && !("apiKey" in one));
  if (isVendor) return <p>{t("vendor")}</p>;
  if (!role) return <p>{t("anybody")}</p>;
  return (
    <p>
      {t("role", { role: tRoles(role) })} {scope ? t.rich("scope", { code: inCode, scope }) : t("noKey")}
    </p>
  );
}

const inCode = (text: ReactNode) => <code className="font-mono text-sm">{text}</code>;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h4 className="font-medium">{title}</h4>
      {children}
    </section>
  );
}

function pretty(schema: JsonSchema): string {
  return JSON.stringify(exampleOf(schema), null, 2);
}
