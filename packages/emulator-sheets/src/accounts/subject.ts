import { permissionIdOf } from "../files/permission-id.ts";

/** The id by which tokens name an account: 21 digits, the same for every app. */
export const subjectOf = (email: string): string => `1${permissionIdOf(email)}`;
