import type { ReactElement } from "react";
import type { Column } from "../../model/link.ts";

/** What stands in the sheet's columns; it is chosen where the link is made, and only shown here. */
export const ColumnList = ({ columns }: { readonly columns: readonly Column[] }): ReactElement | null =>
  columns.length === 0 ? null : (
    <section className="card" aria-labelledby="columns-title">
      <h2 id="columns-title">Columns of the sheet</h2>
      <div className="table-room">
        <table>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Holds</th>
              <th scope="col">As</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ header, source, type }) => (
              <tr key={header}>
                <th scope="row">{header}</th>
                <td>
                  <code>{source}</code>
                </td>
                <td>{type === "dateTime" ? "date and time" : type}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
