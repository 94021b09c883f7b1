//! The key that signs links in mails.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, Result};
use rand_chacha::rand_core::Rng;

use crate::programmes::LinkKey;

/// The configured key, else the one kept in the data folder, else a new one that is kept there from now on (0600).
pub fn link_key(configured: &str, data: &Path, generator: &mut impl Rng) -> Result<LinkKey> {
    if !configured.is_empty() {
        return read(configured).context("link_key has to be 64 hexadecimal digits");
    }
    let path = data.join("link.key");
    if let Some(key) = kept(&path)? {
        return Ok(key);
    }
    let mut key = [0; 32];
    generator.fill_bytes(&mut key);
    let mut text = String::with_capacity(64);
    for byte in key {
        write!(text, "{byte:02x}")?;
    }
    // Written beside and linked in place: of two processes that start at one moment one wins, and neither ever sees half a
    // key.
    let beside = data.join(format!("link.key.{}", std::process::id()));
    let _ = std::fs::remove_file(&beside);
    let cannot = || format!("the link key cannot be kept in {}", data.display());
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&beside)
        .with_context(cannot)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).with_context(cannot)?;
    let linked = std::fs::hard_link(&beside, &path);
    let _ = std::fs::remove_file(&beside);
    match linked {
        Ok(()) => Ok(LinkKey(key)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            kept(&path)?.context("the link key vanished while it was read")
        }
        Err(error) => Err(error).with_context(cannot),
    }
}

fn kept(path: &Path) -> Result<Option<LinkKey>> {
    match std::fs::read_to_string(path) {
        Ok(text) => read(text.trim())
            .with_context(|| format!("{} does not hold a link key", path.display()))
            .map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}

fn read(text: &str) -> Option<LinkKey> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (byte, at) in key.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    Some(LinkKey(key))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::*;

    #[test]
    fn a_key_is_made_once_and_is_its_owners_alone() {
        let dir = tempfile::tempdir().expect("temp dir");
        let mut generator = ChaCha20Rng::seed_from_u64(1);
        let first = link_key("", dir.path(), &mut generator).expect("made");
        let second = link_key("", dir.path(), &mut generator).expect("kept");
        assert_eq!(first.0, second.0);
        let mode =
            std::fs::metadata(dir.path().join("link.key")).expect("file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(dir.path()).expect("folder").count(), 1);
    }

    #[test]
    fn a_configured_key_wins_and_a_broken_one_is_refused() {
        let dir = tempfile::tempdir().expect("temp dir");
        let mut generator = ChaCha20Rng::seed_from_u64(1);
        let key = link_key(&"ab".repeat(32), dir.path(), &mut generator).expect("read");
        assert_eq!(key.0, [0xab; 32]);
        assert!(link_key("short", dir.path(), &mut generator).is_err());
        assert!(link_key(&"é".repeat(32), dir.path(), &mut generator).is_err());
        std::fs::write(dir.path().join("link.key"), "half").expect("write");
        assert!(link_key("", dir.path(), &mut generator).is_err());
    }
}
