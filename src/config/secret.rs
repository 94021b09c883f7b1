//! Secrets: texts that no debug form shows, given by themselves or by files, as containers, Kubernetes and systemd hand
//! them over.

use std::path::Path;

use serde::Deserialize;

use super::{Config, ConfigError};

/// A text that its debug form hides.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secret(…)")
    }
}

impl Config {
    /// Puts what the files of secrets hold where it belongs.
    pub(super) fn open_secrets(&mut self) -> Result<(), ConfigError> {
        secret("database", "database_file", &mut self.database, &self.database_file)?;
        secret("smtp", "smtp_file", &mut self.smtp.0, &self.smtp_file)?;
        secret("link_key", "link_key_file", &mut self.link_key.0, &self.link_key_file)
    }
}

/// Reads one secret's file, without the line end that editors and `echo` leave. No error text holds what it holds.
fn secret(
    name: &'static str,
    name_of_file: &'static str,
    value: &mut String,
    file: &Path,
) -> Result<(), ConfigError> {
    if file.as_os_str().is_empty() {
        return Ok(());
    }
    if !value.is_empty() {
        return Err(ConfigError::Twice { name });
    }
    let wrong = |problem: String| ConfigError::SecretFile {
        name: name_of_file,
        path: file.to_path_buf(),
        problem,
    };
    let text =
        std::fs::read_to_string(file).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let text = text.trim_end_matches(['\r', '\n']);
    if text.trim().is_empty() {
        return Err(wrong("is empty".to_owned()));
    }
    text.clone_into(value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::load;

    #[test]
    fn secrets_come_from_files_too() {
        let dir = tempfile::tempdir().expect("temp dir");
        let file = |name: &str, text: &str| {
            let path = dir.path().join(name);
            std::fs::write(&path, text).expect("write");
            path.display().to_string()
        };
        let smtp = file("smtp", "smtp://weft:hunter2@relay.example:587\n");
        let key = file("key", &"ab".repeat(32));
        let database = file("database", "postgres://weft:hunter3@db.example/weft\r\n");
        let variables = [("WEFT_SMTP_FILE", &*smtp), ("WEFT_LINK_KEY_FILE", &*key)];
        let config = load(&format!("database_file = '{database}'"), &variables).expect("load");
        assert_eq!(config.smtp.0, "smtp://weft:hunter2@relay.example:587");
        assert_eq!(config.link_key.0, "ab".repeat(32));
        assert_eq!(config.database, "postgres://weft:hunter3@db.example/weft");

        let message =
            |variables: &[(&str, &str)]| load("", variables).expect_err("refused").to_string();
        let twice = [("WEFT_SMTP", "smtp://hunter4@x"), ("WEFT_SMTP_FILE", &*smtp)];
        assert_eq!(message(&twice), "smtp and smtp_file are both set; keep one of them");
        let empty = file("empty", "\n");
        assert_eq!(
            message(&[("WEFT_DATABASE_FILE", &empty)]),
            format!("database_file: {empty} is empty")
        );
        let missing = dir.path().join("missing").display().to_string();
        let said = message(&[("WEFT_LINK_KEY_FILE", &missing)]);
        assert!(
            said.starts_with(&format!("link_key_file: {missing} cannot be read: No such")),
            "{said}"
        );
    }
}
