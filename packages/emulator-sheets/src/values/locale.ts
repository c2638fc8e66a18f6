/** How a locale writes and reads numbers and dates. */
export interface Locale {
  readonly decimal: string;
  readonly group: string;
  /** The order of a typed date: month first only in the United States and the Philippines, year first in East Asia. */
  readonly dateOrder: "mdy" | "dmy" | "ymd";
  /** The short date pattern that a typed date without another pattern gets. */
  readonly datePattern: string;
}

const commaDecimal =
  /^(af|ast|az|be|bg|br|bs|ca|cs|da|de|el|es|et|eu|fi|fo|fr|gl|hr|hu|hy|id|is|it|ka|kk|ky|lt|lv|mk|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|tr|uk|uz|vi)(_|$)/;
const pointDecimal = /^(de_CH|de_LI|it_CH|es_(MX|US|PR|HN|SV|GT|NI|PA|PE|DO))$/;
const spaceGroup = /^(bg|cs|et|fi|fr|hu|hy|ka|kk|ky|lt|lv|nb|nn|no|pl|ru|sk|sq|sv|uk|uz)(_|$)/;
const monthFirst = /^(en_US|en_PH|fil_PH|es_US|es_PA|es_PR)$/;
const yearFirst = /^(ja|zh|ko|hu|sv|lt|en_CA|fr_CA|eu|mn|af)(_|$)/;
const dottedDate = /^(de|fi|cs|da|nb|nn|no|pl|ru|uk|tr|ro|sk|sl|hr|et|lv|is|bg|sr|bs|mk|az|kk|hy|ka|be)(_|$)/;

/** What is known of a locale such as `de_DE`; what is not known is as in English outside the United States. */
export function localeOf(name: string): Locale {
  const hasComma = commaDecimal.test(name) && !pointDecimal.test(name);
  const dateOrder = monthFirst.test(name) ? "mdy" : yearFirst.test(name) ? "ymd" : "dmy";
  const separator = dottedDate.test(name) ? "." : "/";
  const datePattern =
    dateOrder === "mdy"
      ? "M/d/yyyy"
      : dateOrder === "ymd"
        ? "yyyy/MM/dd"
        : `dd${separator}MM${separator}yyyy`;
  if (!hasComma)
    return { decimal: ".", group: /^(de|it)_(CH|LI)$/.test(name) ? "’" : ",", dateOrder, datePattern };
  return { decimal: ",", group: spaceGroup.test(name) ? "\u202f" : ".", dateOrder, datePattern };
}
