"use client";
import { Search } from "lucide-react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FamilyGroup } from "./document";

interface ReferenceToolsProps {
  readonly families: readonly FamilyGroup[];
  readonly words: string;
  readonly secret: string;
  readonly onWords: (words: string) => void;
  readonly onSecret: (secret: string) => void;
}

/** The search, the token to try calls with, and the index of the families. */
export function ReferenceTools({ families, words, secret, onWords, onSecret }: ReferenceToolsProps) {
  const count = families.reduce((sum, { endpoints }) => sum + endpoints.length, 0);
  return (
    <div className="border-b px-4 pb-3 md:px-8">
      <div className="grid gap-3 md:grid-cols-2 lg:max-w-3xl">
        <Field label="Search" id="reference-search">
          <div className="relative">
            <Search className="absolute top-2 left-2.5 size-4 text-faint" aria-hidden />
            <Input
              id="reference-search"
              type="search"
              placeholder="Path, purpose or permission"
              value={words}
              onChange={({ target }) => onWords(target.value)}
              className="pl-8"
            />
          </div>
        </Field>
        <Field
          label="Token to try calls with"
          id="reference-token"
          hint="Kept in this page's memory only. Without one, calls use your session."
        >
          <Input
            id="reference-token"
            type="password"
            autoComplete="off"
            data-1p-ignore
            value={secret}
            onChange={({ target }) => onSecret(target.value)}
            aria-describedby="reference-token-note"
          />
        </Field>
      </div>
      <nav aria-label="Families of calls" className="mt-3">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[13px]">
          {families.map(({ id, name, endpoints }) => (
            <li key={id}>
              <a href={`#${id}`} className="text-muted underline-offset-2 hover:text-ink hover:underline">
                {name} <span className="tabular-nums">{endpoints.length}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p role="status" className="mt-1 text-muted text-xs tabular-nums">
        {count === 1 ? "1 call" : `${count} calls`}
      </p>
    </div>
  );
}
