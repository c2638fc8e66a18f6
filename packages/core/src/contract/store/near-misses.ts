import { type RecordId, recordId, type TenantId, tenantId } from "../../model/ids.ts";

/**
 * Ids that a careless key, collation, normalisation or comparison would mix up, in code point order.
 *
 * Among them: leading zeros, letter case, blanks, both quotes, the wildcards and escapes of SQL, the letters that locales
 * fold, one letter composed and decomposed, and characters beyond the BMP, which UTF-16 sorts before U+FB01.
 */
export const nearMissIds: readonly RecordId[] = [
  '"r1"',
  "'r1'",
  "0042",
  "10",
  "2",
  "42",
  "A-1",
  "I",
  "R1",
  "a-1",
  "e\u0301",
  "i",
  "r 1",
  "r%1",
  "r-1",
  "r.1",
  "r1",
  "r10",
  "r1_",
  "r1\ufb01",
  "r1\u{1f600}",
  "r\\1",
  "r_1",
  "r`1",
  "ss",
  "\u00df",
  "\u00e9",
  "\u0131",
  "\u4e2d",
  "\ue000",
  "\ufb01",
  "\u{10000}",
  "\u{1f600}",
  "\u{1f601}",
].map(recordId);

/** Tenants that a careless prefix, pattern or collation would mix up, in code point order. */
export const nearMissTenants: readonly TenantId[] = [
  "TENANT-1",
  "Tenant-1",
  "tenant-1",
  "tenant-1-",
  "tenant-10",
  "tenant_1",
].map(tenantId);

/** The tenant of every test that needs only one. */
export const tenant1 = tenantId("tenant-1");
/** Its near miss. */
export const tenant10 = tenantId("tenant-10");

/** The same list, in an order that has nothing to do with any sorting. */
export const shuffled = <Item>(items: readonly Item[]): readonly Item[] =>
  items
    .map((item, index) => ({ item, place: (index * 7_919 + 13) % 104_729 }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
