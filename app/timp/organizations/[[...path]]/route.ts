import { handle } from "@/lib/dialects/crux/family";

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
