//! `weft measures`, as somebody types it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const PEOPLE: &str = "id,email,name,team,start,state
1,ada@x.example,Ada,Search,2025-03-01,
2,ben@x.example,Ben,Search,,
3,cy@x.example,Cy,Maps,,
4,dee@x.example,Dee,Maps,,
5,eva@x.example,Eva,Mail,,left
";
const TIES: &str = "a,b,date,times
1,2,2025-06-01,1
1,3,2025-05-01,2
ben@x.example,4,2024-01-01,1
2,5,2025-05-05,1
";

fn run(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weft"));
    command.arg("measures").args(["--people", "people.csv", "--ties", "ties.csv"]);
    command.args(words).current_dir(folder).output().expect("weft runs")
}

fn folder(people: &str, ties: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("people.csv"), people).expect("written");
    std::fs::write(folder.path().join("ties.csv"), ties).expect("written");
    folder
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn files_become_measures() {
    let folder = folder(PEOPLE, TIES);
    let done = run(folder.path(), &["--json"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let found = json(&done);
    assert_eq!(
        (&found["people"], &found["ties"], &found["kept"]),
        (&4.into(), &2.into(), &1.into())
    );
    assert_eq!(
        (&found["as_of"], &found["ties_of_people_who_left"]),
        (&"2025-06-01".into(), &1.into())
    );
    assert_eq!(found["across"]["share"], 0.5);
    assert_eq!(found["groups"][1]["name"], "Maps");
    assert_eq!(found["pairs"][0]["names"], serde_json::json!(["Search", "Maps"]));
    assert_eq!(found["newcomers"]["people"], 1);
    let always = json(&run(folder.path(), &["--json", "--window", "0"]));
    assert_eq!((&always["ties"], &always["change"]), (&3.into(), &Value::Null));
    let kept = json(&run(folder.path(), &["--json", "--layer", "kept"]));
    assert_eq!(kept["ties"], 1);
    let early = json(&run(folder.path(), &["--json", "--as-of", "2025-05-31"]));
    assert_eq!(early["ties"], 1);

    let table = run(folder.path(), &[]);
    let text = String::from_utf8_lossy(&table.stdout).into_owned();
    for words in
        ["2 ties of 4 people in 2 groups", "50.0 %", "1 tie of somebody who left", "Search"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Ada") && !found.to_string().contains("ada@"), "nobody is named");
}

#[test]
fn a_file_with_flaws_is_refused_whole_by_line() {
    let wrong = folder(PEOPLE, "a,b\n1,2\n1,9\n3,3\n");
    let done = run(wrong.path(), &[]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains("Line 3") && said.contains("Line 4"), "{said}");
    assert!(done.stdout.is_empty());
    assert_eq!(run(wrong.path(), &["--layer", "introduced"]).status.code(), Some(2));

    let missing = tempfile::tempdir().expect("a folder");
    assert_eq!(run(missing.path(), &[]).status.code(), Some(1));
    let unnamed = folder("id,email\n1,ada@x.example\n", TIES);
    assert_eq!(run(unnamed.path(), &["--json"]).status.code(), Some(2));
}
