export { handle as GET } from "@/lib/dialects/console/family";
