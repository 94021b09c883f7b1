//! Files to keep: what a browser saves instead of showing.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A file to keep, under this name.
pub fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}

/// A table as a CSV file. Cells that a spreadsheet would compute are made plain text.
pub fn table<const N: usize>(name: &str, rows: impl IntoIterator<Item = [String; N]>) -> Response {
    let mut text = String::new();
    for row in rows {
        text.push_str(&row.map(|cell| quoted(&cell)).join(","));
        text.push('\n');
    }
    file("text/csv; charset=utf-8", name, text.into_bytes())
}

/// A table of any width as a CSV file, like [`table`].
pub fn wide_table(name: &str, rows: impl IntoIterator<Item = Vec<String>>) -> Response {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    file("text/csv; charset=utf-8", name, text.into_bytes())
}

fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn cells_stay_cells_and_never_become_formulas() {
        assert_eq!(quoted("Ada"), "Ada");
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("@x\n"), "\"'@x\n\"");
    }
}
