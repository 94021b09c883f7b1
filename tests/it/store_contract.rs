//! Every public function of the store is called by a scenario, so that its one text has run on both engines.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).expect("folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// Every word of a source, also inside macros.
fn words(tokens: TokenStream, into: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => words(group.stream(), into),
            TokenTree::Ident(ident) => {
                into.insert(ident.to_string());
            }
            _ => {}
        }
    }
}

/// The public functions that take a transaction.
fn functions(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).expect("source");
    let syntax =
        syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let takes_tx = |function: &syn::ItemFn| {
        function.sig.inputs.iter().any(|input| match input {
            syn::FnArg::Typed(typed) => match &*typed.ty {
                syn::Type::Reference(reference) => match &*reference.elem {
                    syn::Type::Path(path) => path.path.is_ident("Tx"),
                    _ => false,
                },
                _ => false,
            },
            syn::FnArg::Receiver(_) => false,
        })
    };
    syntax
        .items
        .into_iter()
        .filter_map(|item| match item {
            syn::Item::Fn(function)
                if matches!(function.vis, syn::Visibility::Public(_)) && takes_tx(&function) =>
            {
                Some(function.sig.ident.to_string())
            }
            _ => None,
        })
        .collect()
}

#[test]
fn every_function_of_the_store_runs_on_both_engines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = BTreeSet::new();
    for file in files(&root.join("tests/it")) {
        let text = std::fs::read_to_string(&file).expect("source");
        words(text.parse().expect("tokens"), &mut named);
    }
    let mut missing = Vec::new();
    for file in files(&root.join("src/store")) {
        for function in functions(&file) {
            if !named.contains(&function) {
                let inside = file.strip_prefix(root).expect("inside");
                missing.push(format!("{}: {function}", inside.display()));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "{} functions of the store are named in no file of tests/it:\n{}",
        missing.len(),
        missing.join("\n")
    );
}
