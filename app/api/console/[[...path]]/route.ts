import { handle } from "@/lib/dialects/console/family";

export { handle as GET, handle as POST };
