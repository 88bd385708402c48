import { describeRole } from "./role-suite.ts";

describeRole("operator");
