import type { Metadata } from "next";
import { AccessMatrix } from "@/components/access-matrix/access-matrix";
import { applyChanges, previewChanges, undoRevision } from "../../../actions";

export const metadata: Metadata = { title: "Access matrix" };

interface Props {
  readonly params: Promise<{ organization: string }>;
}

export default async function AccessPage({ params }: Props) {
  const { organization } = await params;
  return (
    <AccessMatrix organizationId={organization} actions={{ applyChanges, previewChanges, undoRevision }} />
  );
}
