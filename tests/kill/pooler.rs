//! Between the service and the server stands PgBouncer, in transaction mode.

use std::fs::File;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::organisation::Organisation;
use super::relay::Relay;
use super::service::{Arrangement, Engine, Fleet};
use crate::{alone, runtime, variable};

/// A pooler of its own on loopback, with fewer connections to the server than the processes have to it.
struct Pooler {
    process: Child,
    port: u16,
    _dir: tempfile::TempDir,
}

impl Pooler {
    fn start() -> Self {
        let server = variable("WEFT_TEST_POSTGRES").expect("under bin/with-postgres");
        let server_port = server.rsplit(':').next().and_then(|rest| rest.split('/').next());
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = port.expect("a port").port();
        let dir = tempfile::tempdir().expect("temp dir");
        let readable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(dir.path(), readable).expect("permissions");
        let settings = dir.path().join("pgbouncer.ini");
        let mut file = File::create(&settings).expect("settings");
        write!(
            file,
            "[databases]\n* = host=127.0.0.1 port={} user=weft\n\
             [pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n\
             pool_mode = transaction\ndefault_pool_size = 5\nmax_client_conn = 200\n",
            server_port.expect("a port")
        )
        .expect("settings");
        let mut command = Command::new("pgbouncer");
        command.arg(&settings);
        let user = Command::new("id").arg("-u").output().expect("id").stdout;
        if user == b"0\n" {
            // It refuses to be root.
            command.args(["-u", "postgres"]);
        }
        let log = File::create(dir.path().join("log")).expect("log");
        let process = command
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("pgbouncer is not installed; run bin/setup");
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = std::fs::read_to_string(dir.path().join("log")).unwrap_or_default();
            assert!(
                started.elapsed() < Duration::from_secs(20),
                "pgbouncer does not answer\n{log}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { process, port, _dir: dir }
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn rounds_of_three_processes_through_pgbouncer() {
    let _alone = alone();
    let runtime = runtime();
    let (relay, pooler) = (Relay::start(), Pooler::start());
    let mut arrangement = Arrangement::new(Engine::Postgres, Some(relay.address), &runtime);
    let (_, name) = arrangement.config.database.rsplit_once('/').expect("a database");
    arrangement.through = Some(format!(
        "postgres://weft@127.0.0.1:{}/{name}?statement-cache-capacity=0",
        pooler.port
    ));
    // The processes make the schema themselves, all three at once, through the pooler.
    let mut fleet = Fleet::start(&arrangement, 3);
    (0..3).for_each(|which| fleet.answers(which));
    let organisation = runtime.block_on(Organisation::found(&arrangement));
    let patience = Duration::from_secs(300);
    runtime.block_on(organisation.more_rounds(3, patience, || fleet.log()));
    for which in 0..3 {
        let page = fleet.get(which, "/sign-in");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        fleet.kill_and_start_again(which);
        fleet.answers(which);
    }
    let over = runtime.block_on(organisation.rounds_over());
    runtime.block_on(organisation.more_rounds(over + 1, patience, || fleet.log()));
    runtime.block_on(organisation.end());
    runtime.block_on(organisation.quiet(patience, || fleet.log()));
    fleet.stop();
    let verdict = runtime.block_on(organisation.verdict(&arrangement, Some(&relay.taken())));
    println!("PostgreSQL, 3 processes through PgBouncer in transaction mode: {verdict}");
    assert!(verdict.wrong.is_empty(), "{}\n{}", verdict.wrong.join("\n"), fleet.log());
    assert!(!fleet.log().contains("prepared statement"), "{}", fleet.log());
    runtime.block_on(organisation.close());
}
