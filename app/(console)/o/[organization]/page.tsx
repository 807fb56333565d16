import { PageHeader } from "@/components/shell/page-header";

export default function Overview() {
  return <PageHeader title="Overview" />;
}
