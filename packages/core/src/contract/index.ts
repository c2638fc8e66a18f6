export {
  type Closable,
  type Contract,
  type Guarantee,
  type Runner,
  type Saboteurs,
  type Verification,
  verify,
  verifyContract,
} from "./contract.ts";
