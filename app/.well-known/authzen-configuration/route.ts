import { handle } from "@/lib/dialects/authzen/family";

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
